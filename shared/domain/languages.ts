// The one table of languages in which people outside are addressed: the site's pages and the mails. What is said in one
// stands in a folder of its tag in shared/languages.

/** Every language with its own name, in the order in which a form offers them. */
export const languages = [
  { tag: 'en', name: 'English' },
  { tag: 'tr', name: 'Türkçe' },
  { tag: 'et', name: 'Eesti' },
  { tag: 'ru', name: 'Русский' },
  { tag: 'zh-Hans', name: '简体中文' },
  { tag: 'nl', name: 'Nederlands' },
] as const

export type Language = (typeof languages)[number]['tag']

const wellFormed = /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/

/** Regions that write Chinese in the traditional script unless the tag says otherwise. */
const traditionalRegions = new Set(['tw', 'hk', 'mo'])

/** A reader of traditional characters is better served by the fallback than by the other script. */
const isSimplifiedChinese = (subtags: readonly string[]): boolean => {
  const script = subtags.find((subtag) => /^[a-z]{4}$/.test(subtag))
  if (script) return script === 'hans'
  return !subtags.some((subtag) => traditionalRegions.has(subtag))
}

/**
 * Finds the supported language that serves a BCP 47 tag, ignoring case and region: `nl-BE` → `nl`, `zh-CN` → `zh-Hans`.
 * Gives `undefined` for no tag, a malformed one, and a language that is not supported (RFC 4647, section 3.4).
 */
export const matchLanguage = (tag: string | undefined): Language | undefined => {
  const normal = tag?.trim().toLowerCase() ?? ''
  if (!wellFormed.test(normal)) return undefined
  const [primary, ...subtags] = normal.split('-')
  if (primary === 'zh') return isSimplifiedChinese(subtags) ? 'zh-Hans' : undefined
  return languages.find((language) => language.tag === primary)?.tag
}
