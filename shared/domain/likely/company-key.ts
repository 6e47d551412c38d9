// The name of a company as it is compared: letters of one alphabet without case and marks, and without what says its legal form.

/** Latin letters that are no letter with a mark. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
}

/** As companies write themselves in Latin letters, after ISO 9 without its marks and with what is usual besides. */
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
}

/** What one sound is written as by different people; each is compared as the last. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/ae/g, 'a'],
  [/oe/g, 'o'],
  [/ue/g, 'u'],
  [/shch/g, 'sch'],
  [/kh/g, 'h'],
  [/j/g, 'y'],
]

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

const between = words('and und en ve ya the')

/** Legal forms of the countries where the six languages are spoken, and of their neighbours, spelled as they are compared. */
const legalForms = words(
  `gmbh ggmbh mbh ag kg kgaa ohg gbr ug haftungsbeschrankt ek ev eg se
   bv nv vof cv eenmanszaak
   ltd limited llc llp lp plc inc incorporated corp corporation company co pty pte pvt private
   ou osauhing as aktsiaselts fie mtu tu uu taisuhing usaldusuhing tulundusuhistu mittetulundusuhing
   anonim sirketi sirket sti san sanayi tic ticaret
   ooo oao zao pao ao nao ip too tov pp
   sa sas sarl sl slu srl spa oy oyy ab asa aps sp z oo zoo sro doo kft zrt sia uab bvba sprl`,
)
const longForms =
  /\b(?:obschestvo s ogranichennoy otvetstvennostyu|(?:publichno |zakryto |otkryto )?aktsionerno obschestvo|individualnyy predprinimatel|naamloze vennootschap|besloten vennootschap|gesellschaft mit beschrankter haftung)\b/g
/** With the characters of both scripts. */
const hanForms = /(?:股份)?(?:有限)?(?:责任|責任)?公司$/u

/** Single letters stand for a form written with dots or gaps: B.V., A. Ş., S.p.A. */
const joined = (tokens: readonly string[]): string[] => {
  const all: string[] = []
  let single = false
  for (const token of tokens) {
    const isSingle = /^[a-z]$/.test(token)
    if (isSingle && single) all.push(`${all.pop() ?? ''}${token}`)
    else all.push(token)
    single = isSingle
  }
  return all
}

const withoutForms = (tokens: readonly string[]): readonly string[] => {
  const isForm = (token: string | undefined) => token !== undefined && (legalForms.has(token) || between.has(token))
  let from = 0
  let to = tokens.length
  while (from < to && isForm(tokens[from])) from += 1
  while (from < to && isForm(tokens[to - 1])) to -= 1
  // A company may be called as a legal form.
  return from < to ? tokens.slice(from, to) : tokens
}

/**
 * What two names of one company have in common: NFKC, no case, no marks, Cyrillic in Latin letters, Han as it is, without
 * legal forms at either end, gaps and punctuation (PARTNERS H6).
 * @returns empty where the name has no letter and no digit
 * @example companyKey('ООО «Ромашка»') === companyKey('Romashka LLC')
 */
export const companyKey = (name: string): string => {
  const folded = [
    ...name
      .toWellFormed()
      .normalize('NFKC')
      .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
      .toLowerCase(),
  ]
    .map((letter) => cyrillic[letter] ?? letters[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
  const plain = spellings
    .reduce((text, [spelling, sound]) => text.replace(spelling, sound), folded.replace(/['’ʼ`´]/gu, ''))
    .replace(longForms, ' ')
  const tokens = joined(plain.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== ''))
  const bare = withoutForms(tokens.filter((token, at) => at === 0 || !between.has(token))).join('')
  return bare.replace(hanForms, '') || bare
}
