// The texts of the columns and views that show what headquarters made of it, in the languages of this product.

import type { ChoiceName, choiceCodes, ShownName } from '../../../shared/sales/shown-columns.ts'
import type { Text } from './texts.ts'

type ColumnTexts = { readonly schemaName: `cb2b_${string}`; readonly label: Text; readonly description: Text }

/** Columns of ours; the number of an account is Microsoft's. */
export const shownTexts: Readonly<Partial<Record<ShownName, ColumnTexts>>> = {
  status: {
    schemaName: 'cb2b_HeadquartersStatus',
    label: {
      en: 'Headquarters status',
      tr: 'Genel merkez durumu',
      et: 'Olek peakontoris',
      ru: 'Состояние в главном офисе',
      zh: '总部状态',
      nl: 'Status hoofdkantoor',
    },
    description: {
      en: 'What headquarters made of the decision. Written by the dual-write bridge.',
      tr: 'Genel merkezin karardan ne sonuç çıkardığı. Çift yazma köprüsü tarafından yazılır.',
      et: 'Mida peakontor otsuse põhjal tegi. Selle kirjutab topeltkirjutuse sild.',
      ru: 'Что главный офис сделал по этому решению. Записывается мостом двойной записи.',
      zh: '总部对此决定的处理结果。由双写桥写入。',
      nl: 'Wat het hoofdkantoor van de beslissing heeft gemaakt. Geschreven door de dual-write-brug.',
    },
  },
  heldBack: {
    schemaName: 'cb2b_HeldBackBecause',
    label: {
      en: 'Approval held back because',
      tr: 'Onayın bekletilme nedeni',
      et: 'Heakskiit on ootel, sest',
      ru: 'Причина задержки одобрения',
      zh: '批准被搁置的原因',
      nl: 'Goedkeuring aangehouden omdat',
    },
    description: {
      en: 'Why the approval is not carried out yet. Empty when nothing holds it back.',
      tr: 'Onayın neden henüz uygulanmadığı. Bekleten bir şey yoksa boştur.',
      et: 'Miks heakskiitu veel ei rakendata. Tühi, kui miski seda ei takista.',
      ru: 'Почему одобрение еще не выполнено. Пусто, если его ничто не задерживает.',
      zh: '批准尚未执行的原因。没有任何阻碍时为空。',
      nl: 'Waarom de goedkeuring nog niet is uitgevoerd. Leeg als niets haar tegenhoudt.',
    },
  },
  hierarchy: {
    schemaName: 'cb2b_HierarchyNumber',
    label: {
      en: 'B2B customer hierarchy',
      tr: 'B2B müşteri hiyerarşisi',
      et: 'B2B kliendihierarhia',
      ru: 'Иерархия клиентов B2B',
      zh: 'B2B 客户层次结构',
      nl: 'B2B-klantenhiërarchie',
    },
    description: {
      en: 'Number of the customer hierarchy in headquarters. An account that has one is a business partner.',
      tr: 'Genel merkezdeki müşteri hiyerarşisinin numarası. Bu numarası olan hesap bir iş ortağıdır.',
      et: 'Kliendihierarhia number peakontoris. Konto, millel see on, on äripartner.',
      ru: 'Номер иерархии клиентов в главном офисе. Организация, у которой он есть, — деловой партнер.',
      zh: '总部中客户层次结构的编号。有此编号的客户是业务合作伙伴。',
      nl: 'Nummer van de klantenhiërarchie in het hoofdkantoor. Een account dat er een heeft, is zakenpartner.',
    },
  },
  partner: {
    schemaName: 'cb2b_PartnerStatus',
    label: {
      en: 'B2B partner status',
      tr: 'B2B iş ortağı durumu',
      et: 'B2B partneri olek',
      ru: 'Состояние партнера B2B',
      zh: 'B2B 合作伙伴状态',
      nl: 'Status B2B-partner',
    },
    description: {
      en: 'Whether the users of this partner may sign in on the B2B site.',
      tr: 'Bu iş ortağının kullanıcılarının B2B sitesinde oturum açıp açamayacağı.',
      et: 'Kas selle partneri kasutajad võivad B2B-saidile sisse logida.',
      ru: 'Могут ли пользователи этого партнера входить на сайт B2B.',
      zh: '此合作伙伴的用户是否可以登录 B2B 网站。',
      nl: 'Of de gebruikers van deze partner zich op de B2B-site mogen aanmelden.',
    },
  },
  role: {
    schemaName: 'cb2b_Role',
    label: {
      en: 'B2B role',
      tr: 'B2B rolü',
      et: 'B2B roll',
      ru: 'Роль B2B',
      zh: 'B2B 角色',
      nl: 'B2B-rol',
    },
    description: {
      en: 'Role of this contact in the customer hierarchy of its organization.',
      tr: 'Bu ilgili kişinin, kuruluşunun müşteri hiyerarşisindeki rolü.',
      et: 'Selle kontakti roll oma organisatsiooni kliendihierarhias.',
      ru: 'Роль этого контакта в иерархии клиентов его организации.',
      zh: '此联系人在其组织的客户层次结构中的角色。',
      nl: 'Rol van deze contactpersoon in de klantenhiërarchie van zijn organisatie.',
    },
  },
  user: {
    schemaName: 'cb2b_UserStatus',
    label: {
      en: 'B2B user status',
      tr: 'B2B kullanıcı durumu',
      et: 'B2B kasutaja olek',
      ru: 'Состояние пользователя B2B',
      zh: 'B2B 用户状态',
      nl: 'Status B2B-gebruiker',
    },
    description: {
      en: 'Whether this contact may sign in on the B2B site. Empty for a contact that is no user.',
      tr: 'Bu ilgili kişinin B2B sitesinde oturum açıp açamayacağı. Kullanıcı olmayan ilgili kişide boştur.',
      et: 'Kas see kontakt võib B2B-saidile sisse logida. Tühi, kui kontakt ei ole kasutaja.',
      ru: 'Может ли этот контакт входить на сайт B2B. Пусто, если контакт не является пользователем.',
      zh: '此联系人是否可以登录 B2B 网站。不是用户的联系人为空。',
      nl: 'Of deze contactpersoon zich op de B2B-site mag aanmelden. Leeg bij een contactpersoon die geen gebruiker is.',
    },
  },
}

const active: Text = {
  en: 'Active',
  tr: 'Etkin',
  et: 'Aktiivne',
  ru: 'Активен',
  zh: '有效',
  nl: 'Actief',
}

/** The words of the choices. */
export const choiceTexts: { readonly [C in ChoiceName]: Readonly<Record<keyof (typeof choiceCodes)[C], Text>> } = {
  status: {
    Open: { en: 'Open', tr: 'Açık', et: 'Avatud', ru: 'Открыт', zh: '待决定', nl: 'Open' },
    'Open again': {
      en: 'Open again',
      tr: 'Yeniden açıldı',
      et: 'Taas avatud',
      ru: 'Снова открыт',
      zh: '重新待决定',
      nl: 'Heropend',
    },
    'Held back': {
      en: 'Approval held back',
      tr: 'Onay bekletiliyor',
      et: 'Heakskiit on ootel',
      ru: 'Одобрение задержано',
      zh: '批准被搁置',
      nl: 'Goedkeuring aangehouden',
    },
    Approved: {
      en: 'Approved',
      tr: 'Onaylandı',
      et: 'Heaks kiidetud',
      ru: 'Одобрен',
      zh: '已批准',
      nl: 'Goedgekeurd',
    },
    Rejected: {
      en: 'Rejected',
      tr: 'Reddedildi',
      et: 'Tagasi lükatud',
      ru: 'Отклонен',
      zh: '已拒绝',
      nl: 'Afgewezen',
    },
    Withdrawn: {
      en: 'Withdrawn by the applicant',
      tr: 'Başvuran tarafından geri çekildi',
      et: 'Taotleja võttis tagasi',
      ru: 'Отозван заявителем',
      zh: '申请人已撤回',
      nl: 'Ingetrokken door de aanvrager',
    },
  },
  heldBack: {
    'duplicate-sign-in': {
      en: 'Somebody else signs in with this e-mail address',
      tr: 'Bu e-posta adresiyle başka biri oturum açıyor',
      et: 'Selle e-posti aadressiga logib sisse keegi teine',
      ru: 'С этим адресом электронной почты входит другой человек',
      zh: '已有其他人使用此电子邮件地址登录',
      nl: 'Iemand anders meldt zich aan met dit e-mailadres',
    },
    'no-email': {
      en: 'The contact has no e-mail address',
      tr: 'İlgili kişinin e-posta adresi yok',
      et: 'Kontaktil ei ole e-posti aadressi',
      ru: 'У контакта нет адреса электронной почты',
      zh: '联系人没有电子邮件地址',
      nl: 'De contactpersoon heeft geen e-mailadres',
    },
    'unreadable-in-sales': {
      en: 'The account or contact cannot be read',
      tr: 'Hesap veya ilgili kişi okunamıyor',
      et: 'Kontot või kontakti ei saa lugeda',
      ru: 'Не удается прочитать организацию или контакт',
      zh: '无法读取客户或联系人',
      nl: 'Het account of de contactpersoon kan niet worden gelezen',
    },
  },
  partner: {
    Active: active,
    Suspended: {
      en: 'Suspended',
      tr: 'Askıya alındı',
      et: 'Peatatud',
      ru: 'Приостановлен',
      zh: '已暂停',
      nl: 'Opgeschort',
    },
    Ended: { en: 'Ended', tr: 'Sona erdi', et: 'Lõpetatud', ru: 'Завершен', zh: '已终止', nl: 'Beëindigd' },
  },
  role: {
    Admin: {
      en: 'Admin',
      tr: 'Yönetici',
      et: 'Administraator',
      ru: 'Администратор',
      zh: '管理员',
      nl: 'Beheerder',
    },
    User: { en: 'User', tr: 'Kullanıcı', et: 'Kasutaja', ru: 'Пользователь', zh: '用户', nl: 'Gebruiker' },
  },
  user: {
    Pending: {
      en: 'Not told yet',
      tr: 'Henüz bildirilmedi',
      et: 'Veel teatamata',
      ru: 'Еще не передан',
      zh: '尚未通知网站',
      nl: 'Nog niet doorgegeven',
    },
    Active: active,
    Disabled: {
      en: 'Disabled',
      tr: 'Devre dışı',
      et: 'Keelatud',
      ru: 'Отключен',
      zh: '已禁用',
      nl: 'Uitgeschakeld',
    },
    Removed: { en: 'Removed', tr: 'Kaldırıldı', et: 'Eemaldatud', ru: 'Удален', zh: '已移除', nl: 'Verwijderd' },
    Refused: { en: 'Refused', tr: 'Geri çevrildi', et: 'Keeldutud', ru: 'Отказано', zh: '已拒绝', nl: 'Geweigerd' },
  },
}

/** Names and descriptions of the views. */
export const viewTexts = {
  heldBack: {
    name: {
      en: 'B2B approvals held back',
      tr: 'Bekletilen B2B onayları',
      et: 'Ootel B2B-heakskiidud',
      ru: 'Задержанные одобрения B2B',
      zh: '被搁置的 B2B 批准',
      nl: 'Aangehouden B2B-goedkeuringen',
    },
    description: {
      en: 'Opportunities that were won and whose approval headquarters cannot carry out yet.',
      tr: 'Kazanılan, ancak onayı genel merkezce henüz uygulanamayan fırsatlar.',
      et: 'Võidetud müügivõimalused, mille heakskiitu peakontor veel rakendada ei saa.',
      ru: 'Выигранные возможные сделки, одобрение которых главный офис пока не может выполнить.',
      zh: '已赢单但总部尚无法执行批准的商机。',
      nl: 'Gewonnen verkoopkansen waarvan het hoofdkantoor de goedkeuring nog niet kan uitvoeren.',
    },
  },
  partners: {
    name: {
      en: 'B2B partners',
      tr: 'B2B iş ortakları',
      et: 'B2B-partnerid',
      ru: 'Партнеры B2B',
      zh: 'B2B 合作伙伴',
      nl: 'B2B-partners',
    },
    description: {
      en: 'Accounts that are business partners, with the numbers of their customer hierarchies.',
      tr: 'İş ortağı olan hesaplar ve müşteri hiyerarşilerinin numaraları.',
      et: 'Kontod, mis on äripartnerid, koos nende kliendihierarhiate numbritega.',
      ru: 'Организации, которые являются деловыми партнерами, с номерами их иерархий клиентов.',
      zh: '作为业务合作伙伴的客户及其客户层次结构编号。',
      nl: 'Accounts die zakenpartner zijn, met de nummers van hun klantenhiërarchieën.',
    },
  },
  users: {
    name: {
      en: 'B2B users',
      tr: 'B2B kullanıcıları',
      et: 'B2B-kasutajad',
      ru: 'Пользователи B2B',
      zh: 'B2B 用户',
      nl: 'B2B-gebruikers',
    },
    description: {
      en: 'Contacts that are users of a business partner on the B2B site.',
      tr: 'B2B sitesinde bir iş ortağının kullanıcısı olan ilgili kişiler.',
      et: 'Kontaktid, kes on B2B-saidil äripartneri kasutajad.',
      ru: 'Контакты, которые являются пользователями делового партнера на сайте B2B.',
      zh: '在 B2B 网站上作为业务合作伙伴用户的联系人。',
      nl: 'Contactpersonen die op de B2B-site gebruiker van een zakenpartner zijn.',
    },
  },
} as const satisfies Readonly<Record<string, { readonly name: Text; readonly description: Text }>>
