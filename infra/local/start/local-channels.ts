// The channels of a laptop: one that says nothing of itself, and one with everything that makes a channel look and ask
// otherwise than the first, whose site is the example shop.

/** The example shop, as its channel knows it. */
export type ShopSite = {
  /** Under which browsers know it. */
  readonly origin: string
  /** Where the app reaches it. */
  readonly url: string
  readonly siteKey: string
  readonly eventSecret: string
}

export const shopChannel = 'partners-eu'
/** `aud` of the statements that the shop makes. */
export const shopAudience = 'b2b-partners'
export const shopTerms = { url: 'https://adventure-works.example/terms', version: '2026-11' }
export const shopTrades = ['bicycles', 'clothing', 'other'] as const

const tradeLabels = {
  bicycles: { en: 'Bicycles', nl: 'Fietsen', et: 'Jalgrattad', tr: 'Bisiklet' },
  clothing: { en: 'Clothing', nl: 'Kleding', et: 'Rõivad', tr: 'Giyim' },
  other: { en: 'Something else', nl: 'Iets anders', et: 'Midagi muud', tr: 'Başka bir şey' },
} as const satisfies Record<(typeof shopTrades)[number], unknown>

/** The setting CHANNELS. @param shop whose users may call and which is told of changes; absent = the second channel has no site */
export const localChannels = (shop?: ShopSite): string =>
  JSON.stringify([
    { name: 'default' },
    {
      name: shopChannel,
      title: 'Adventure Works Europe',
      languages: ['en', 'nl', 'et', 'tr'],
      origins: shop ? [shop.origin] : ['http://127.0.0.1:3000', 'http://localhost:3000'],
      ...(shop && {
        issuer: { iss: shop.origin, aud: shopAudience, jwksUrl: `${shop.url}/.well-known/jwks.json` },
        signInUrl: `${shop.origin}/sign-in`,
        eventsUrl: `${shop.url}/events`,
      }),
      sender: { email: 'partners-eu@adventure-works.example' },
      colour: '#8a3b12',
      terms: shopTerms,
      privacy: { url: 'https://adventure-works.example/privacy' },
      contact: { url: 'https://adventure-works.example/contact' },
      fields: [
        {
          name: 'trade',
          label: { en: 'Your trade', nl: 'Uw branche', et: 'Teie tegevusala', tr: 'Sektörünüz' },
          type: 'choice',
          choices: shopTrades.map((value) => ({ value, label: tradeLabels[value] })),
          required: true,
        },
        {
          name: 'expectedVolume',
          label: {
            en: 'Expected orders a year',
            nl: 'Verwachte bestellingen per jaar',
            et: 'Tellimusi aastas (hinnang)',
            tr: 'Yılda beklenen sipariş',
          },
          help: {
            en: 'An estimate is enough.',
            nl: 'Een schatting is genoeg.',
            et: 'Piisab hinnangust.',
            tr: 'Tahmin yeterlidir.',
          },
        },
      ],
    },
  ])

/** The settings that the shop needs of the app. */
export const shopSettings = (shop: ShopSite) => ({
  CHANNELS: localChannels(shop),
  SITE_KEYS: JSON.stringify({ [shopChannel]: [shop.siteKey] }),
  SITE_EVENT_SECRETS: JSON.stringify({ [shopChannel]: [shop.eventSecret] }),
})
