// What partners read about their own organization, in Estonian.

import type { AccountTexts } from '../account-texts.ts'

export const account: AccountTexts = {
  title: 'Minu konto',
  signOut: 'Logi välja',
  signIn: {
    title: 'Logi sisse',
    text: 'Sisestage oma e-posti aadress. Saadame teile lingi, millega saate ilma paroolita sisse logida.',
    send: 'Saada mulle link',
    wait: 'Katseid oli liiga palju. Palun oodake veidi ja proovige uuesti.',
    ended: 'Selle lehe nägemiseks logige palun sisse.',
    signedOut: 'Olete välja logitud.',
  },
  sent: {
    title: 'Vaadake oma postkasti',
    text: 'Kui see aadress kuulub kasutajale, on link teel.',
    ways: [
      'Link töötab ühe korra, {minutes} minutit ja ainult selles brauseris.',
      'Kui kirja ei tule, kontrollige aadressi ja vaadake rämpsposti kausta.',
      'Sisse saavad logida ainult heaks kiidetud organisatsioonide kasutajad.',
    ],
    again: 'Küsi veel üks link',
  },
  link: {
    title: 'Logi sisse',
    text: 'Sisselogimiseks vajutage nuppu.',
    press: 'Logi sisse',
    refused: {
      title: 'See link ei tööta',
      text: 'Te ei ole sisse logitud.',
      ways: [
        'Link töötab ühe korra ja {minutes} minutit pärast küsimist.',
        'Avage see brauseris, milles te seda küsisite.',
        'Kopeerige e-kirjast kogu link viimase märgini.',
      ],
    },
    again: 'Küsi uus link',
  },
  details: { title: 'Teie andmed', role: 'Roll', status: 'Olek', name: 'Nimi', phone: 'Telefon' },
  roles: { Admin: 'Administraator', User: 'Kasutaja' },
  states: {
    Pending: 'Ootel',
    Active: 'Aktiivne',
    Disabled: 'Keelatud',
    Removed: 'Eemaldatud',
    Refused: 'Lisamata',
  },
  organization: {
    title: 'Organisatsioon',
    number: 'Number',
    address: 'Aadress',
    creditLimit: 'Krediidilimiit',
    creditHold: 'Peatatud tellimused',
    holds: { Invoice: 'Arvega tasutavad', All: 'Kõik' },
    states: { Active: 'Aktiivne', Suspended: 'Peatatud', Ended: 'Lõppenud' },
    choose: {
      title: 'Valige organisatsioon',
      text: 'Olete mitme organisatsiooni kasutaja. Millist soovite näha?',
      another: 'Vali teine organisatsioon',
    },
  },
  users: {
    title: 'Organisatsiooni kasutajad',
    count: 'Kasutajaid: {count}',
    countOfMax: 'Kasutajaid: {count}, kõige rohkem {max}',
    pending: 'Pooleli olevaid muudatusi: {count}',
    add: 'Lisa kasutaja',
    view: 'Vaata üksikasju',
    more: 'Näita veel kasutajaid',
    back: 'Tagasi kasutajate juurde',
    onlyAdmins: {
      title: 'Ainult administraatoritele',
      text: 'Teie organisatsiooni kasutajaid näevad ja muudavad ainult administraatorid.',
    },
    you: 'teie',
    addedAt: 'Lisatud',
  },
  changes: {
    add: 'Lisamisel',
    edit: 'Uued andmed jõustumas',
    remove: 'Eemaldamisel',
    disable: 'Keelamisel',
    enable: 'Lubamisel',
    role: 'Uus roll jõustumas',
    invite: 'E-kiri saatmisel',
  },
  reason: 'Põhjus',
  reasons: {
    'left-company': 'Lahkus ettevõttest',
    'on-leave': 'Puhkusel',
    security: 'Turvalisus',
    other: 'Muu põhjus',
    'deactivated-in-sales': 'Meie poolt keelatud',
  },
  note: 'Märkus',
  notTaken: 'Viimast muudatust ei tehtud',
  add: {
    title: 'Lisa kasutaja',
    text: 'Anname inimesele e-kirjaga teada, kui sisselogimine töötab. See võtab mõne minuti.',
    press: 'Lisa kasutaja',
    roleHint: 'Administraatorid lisavad, muudavad ja eemaldavad kasutajaid.',
  },
  edit: {
    title: 'Muuda andmeid',
    text: 'Muudatused jõustuvad mõne minuti jooksul.',
    link: 'Muuda andmeid',
    press: 'Salvesta',
  },
  moveAddress: {
    title: 'Kas muuta e-posti aadressi?',
    text: 'See inimene logib edaspidi sisse ainult uue aadressiga. Teatame sellest mõlemale aadressile.',
  },
  acts: {
    'make-admin': {
      link: 'Määra administraatoriks',
      title: 'Kas määrata see kasutaja administraatoriks?',
      text: 'Administraatorid lisavad, muudavad ja eemaldavad teie organisatsiooni kasutajaid.',
      press: 'Määra administraatoriks',
    },
    'make-user': {
      link: 'Määra kasutajaks',
      title: 'Kas võtta administraatori roll ära?',
      text: 'See inimene saab endiselt sisse logida ja tellida, aga ei saa enam kasutajaid lisada, muuta ega eemaldada.',
      press: 'Määra kasutajaks',
    },
    disable: {
      link: 'Keela',
      title: 'Kas keelata see kasutaja?',
      text: 'See inimene ei saa sisse logida, kuni administraator kasutaja uuesti lubab.',
      press: 'Keela kasutaja',
    },
    enable: {
      link: 'Luba',
      title: 'Kas lubada see kasutaja?',
      text: 'See inimene saab jälle sisse logida.',
      press: 'Luba kasutaja',
    },
    remove: {
      link: 'Eemalda',
      title: 'Kas eemaldada see kasutaja?',
      text: 'See inimene ei saa enam teie organisatsiooni nimel sisse logida. Sama inimese saate hiljem uuesti lisada.',
      press: 'Eemalda kasutaja',
    },
    invite: {
      link: 'Kutsu uuesti',
      title: 'Kas kutsuda see kasutaja uuesti?',
      text: 'Saadame sellele inimesele veel kord e-kirja teatega, et sisse logida saab.',
      press: 'Saada e-kiri',
    },
  },
  keep: 'Loobu',
  yourself: 'See olete teie ise: kui muudatus jõustub, logitakse teid välja.',
  done: {
    added: 'Kasutaja on lisatud. Sisselogimine töötab, kui olek on Aktiivne.',
    changed: 'Muudatus on salvestatud. See jõustub mõne minuti jooksul.',
  },
  refusals: {
    'already-a-user': 'Teie organisatsioonis on selle e-posti aadressiga kasutaja juba olemas.',
    'too-many-users':
      'Teie organisatsiooni lubatud kasutajate arv on täis. Eemaldage enne mõni või võtke meiega ühendust.',
    'last-admin':
      'Teie organisatsioon vajab vähemalt üht aktiivset administraatorit. Määrake enne administraatoriks keegi teine.',
    'change-pending': 'Selle kasutaja varasem muudatus on veel pooleli. Palun proovige mõne minuti pärast uuesti.',
    'changed-meanwhile':
      'Keegi teine muutis vahepeal midagi. Palun vaadake, kuidas on praegu, ja proovige soovi korral uuesti.',
    'not-an-admin': 'Seda saavad teha ainult teie organisatsiooni administraatorid.',
    'partner-not-active': 'Teie organisatsioon ei saa praegu oma kasutajaid muuta. Palun võtke meiega ühendust.',
    'user-unknown': 'Seda kasutajat enam ei ole.',
    'already-so': 'Muuta ei ole midagi: see on juba nii.',
    'deactivated-in-sales': 'Meie keelasime selle kasutaja. Palun võtke meiega ühendust.',
    'not-active': 'Uuesti saab kutsuda ainult aktiivseid kasutajaid.',
    'invited-too-often':
      'Sellele kasutajale on ühe päeva jooksul läinud viis sellist e-kirja. Palun proovige homme uuesti.',
    'cannot-be-added': 'Seda inimest ei saa selle e-posti aadressiga lisada. Palun võtke meiega ühendust.',
    'roles-by-headquarters': 'Rolle saame muuta ainult meie. Palun võtke meiega ühendust.',
  },
}
