// The few texts that people see in a Sales organization, in the languages of this product. Terms are those of the
// translated product, such as müşteri adayı, müügivihje, интерес, 潜在顾客 for a lead.

/** LCIDs. https://learn.microsoft.com/dynamics365/customerengagement/on-premises/developer/language-pack */
const languageCodes = { en: 1033, tr: 1055, et: 1061, ru: 1049, zh: 2052, nl: 1043 } as const

export type Text = Readonly<Record<keyof typeof languageCodes, string>>

/** The languages of an organization, as LCIDs. */
export type Languages = {
  /** The one that every text must be given in. */
  readonly base: number
  /** All that it has, the base language among them. */
  readonly all: readonly number[]
}

export const english: Languages = { base: languageCodes.en, all: [languageCodes.en] }

const own = (text: Text, code: number): string | undefined => {
  const found = Object.entries(languageCodes).find(([, number]) => number === code)?.[0] as keyof Text | undefined
  return found && text[found]
}

/** The text in a language; in English where there is none of ours. @param code LCID */
export const textIn = (text: Text, code: number): string => own(text, code) ?? text.en

const names: Readonly<Record<number, string>> = {
  [languageCodes.en]: 'English',
  [languageCodes.tr]: 'Turkish',
  [languageCodes.et]: 'Estonian',
  [languageCodes.ru]: 'Russian',
  [languageCodes.zh]: 'Chinese (simplified)',
  [languageCodes.nl]: 'Dutch',
}

/** The languages that there are texts of ours in, as LCIDs. */
export const everyLanguage: readonly number[] = Object.values(languageCodes)

/** The text in each of them, by LCID. */
export const inEveryLanguage = (text: Text): readonly (readonly [number, string])[] =>
  everyLanguage.map((code) => [code, textIn(text, code)])

/** What people call a language. @param code LCID */
export const languageName = (code: number): string => names[code] ?? `language ${code}`

/** Whether there are texts of ours in a language. @param code LCID */
export const isTranslated = (code: number): boolean => everyLanguage.includes(code)

/** A label for a definition, of texts by LCID. */
export const labelFrom = (texts: ReadonlyMap<number, string>) => ({
  '@odata.type': 'Microsoft.Dynamics.CRM.Label',
  LocalizedLabels: [...texts].map(([code, text]) => ({
    '@odata.type': 'Microsoft.Dynamics.CRM.LocalizedLabel',
    Label: text,
    LanguageCode: code,
  })),
})

/**
 * A label for a definition: in the base language, and in every other one that the organization and we have. A language
 * that the organization lacks would be refused (0x80044195).
 */
export const labelOf = (text: Text, { base, all }: Languages) =>
  labelFrom(new Map([base, ...all.filter(isTranslated)].map((code) => [code, textIn(text, code)])))

export const texts = {
  prospect: {
    en: 'B2B prospect',
    tr: 'B2B aday müşterisi',
    et: 'B2B potentsiaalne klient',
    ru: 'Перспективный клиент B2B',
    zh: 'B2B 目标客户',
    nl: 'B2B-prospect',
  },
  prospectExplained: {
    en: 'Number of the prospect in headquarters that this lead was made from.',
    tr: 'Bu müşteri adayının oluşturulduğu, genel merkezdeki aday müşterinin numarası.',
    et: 'Peakontori potentsiaalse kliendi number, kelle põhjal see müügivihje loodi.',
    ru: 'Номер перспективного клиента в главном офисе, на основе которого создан этот интерес.',
    zh: '总部中生成此潜在顾客的目标客户的编号。',
    nl: 'Nummer van de prospect in het hoofdkantoor waaruit deze lead is gemaakt.',
  },
  registration: {
    en: 'Registration number',
    tr: 'Ticaret sicil numarası',
    et: 'Registrikood',
    ru: 'Регистрационный номер',
    zh: '注册号',
    nl: 'Registratienummer',
  },
  registrationExplained: {
    en: 'Registration number of the company that asked to become a partner.',
    tr: 'İş ortağı olmak için başvuran şirketin ticaret sicil numarası.',
    et: 'Äripartneriks saada soovinud ettevõtte registrikood.',
    ru: 'Регистрационный номер компании, которая хочет стать деловым партнером.',
    zh: '申请成为业务合作伙伴的公司的注册号。',
    nl: 'Registratienummer van het bedrijf dat zakenpartner wil worden.',
  },
  tax: {
    en: 'Tax id',
    tr: 'Vergi numarası',
    et: 'Maksukohustuslase number',
    ru: 'Налоговый номер',
    zh: '税号',
    nl: 'Btw-nummer',
  },
  taxExplained: {
    en: 'Tax id of the company that asked to become a partner.',
    tr: 'İş ortağı olmak için başvuran şirketin vergi numarası.',
    et: 'Äripartneriks saada soovinud ettevõtte maksukohustuslase number.',
    ru: 'Налоговый номер компании, которая хочет стать деловым партнером.',
    zh: '申请成为业务合作伙伴的公司的税号。',
    nl: 'Btw-nummer van het bedrijf dat zakenpartner wil worden.',
  },
  customer: {
    en: 'B2B customer',
    tr: 'B2B müşterisi',
    et: 'B2B klient',
    ru: 'Клиент B2B',
    zh: 'B2B 客户',
    nl: 'B2B-klant',
  },
  accountExplained: {
    en: 'Number of the customer in headquarters that this account is. By it the changes of customers are found.',
    tr: 'Bu hesabın genel merkezdeki müşteri numarası. Müşterilerdeki değişiklikler bu numarayla bulunur.',
    et: 'Selle konto kliendinumber peakontoris. Selle järgi leitakse klientide muudatused.',
    ru: 'Номер клиента в главном офисе, которому соответствует эта организация. По нему находят изменения клиентов.',
    zh: '此客户（组织）在总部中的客户编号，用于查找客户的更改。',
    nl: 'Nummer van de klant in het hoofdkantoor die dit account is. Hiermee worden wijzigingen van klanten gevonden.',
  },
  contactExplained: {
    en: 'Number of the customer in headquarters that this contact is. By it the changes of customers are found.',
    tr: 'Bu ilgili kişinin genel merkezdeki müşteri numarası. Müşterilerdeki değişiklikler bu numarayla bulunur.',
    et: 'Selle kontakti kliendinumber peakontoris. Selle järgi leitakse klientide muudatused.',
    ru: 'Номер клиента в главном офисе, которому соответствует этот контакт. По нему находят изменения клиентов.',
    zh: '此联系人在总部中的客户编号，用于查找客户的更改。',
    nl: 'Nummer van de klant in het hoofdkantoor die deze contactpersoon is. Hiermee worden wijzigingen van klanten gevonden.',
  },
  view: {
    en: 'All commerce B2B leads',
    tr: 'Tüm Commerce B2B müşteri adayları',
    et: 'Kõik äri B2B-müügivihjed',
    ru: 'Все интересы Commerce B2B',
    zh: '所有商务 B2B 潜在顾客',
    nl: 'Alle commerciële B2B-leads',
  },
  noMail: {
    en: 'No e-mail to the applicant',
    tr: 'Başvurana e-posta yok',
    et: 'Taotlejale e-kirja ei saadeta',
    ru: 'Без письма заявителю',
    zh: '不向申请人发送电子邮件',
    nl: 'Geen e-mail aan de aanvrager',
  },
  viewExplained: {
    en: 'Leads that the dual-write bridge made from onboarding requests of the B2B site.',
    tr: 'B2B sitesinden gelen ekleme isteklerinden oluşturulan müşteri adayları.',
    et: 'B2B-saidi liitumistaotluste põhjal loodud müügivihjed.',
    ru: 'Интересы, созданные из запросов на подключение с сайта B2B.',
    zh: '根据 B2B 网站的加入请求创建的潜在顾客。',
    nl: 'Leads die zijn gemaakt van onboardingaanvragen van de B2B-site.',
  },
} as const satisfies Readonly<Record<string, Text>>
