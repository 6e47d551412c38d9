// The modules that gather what is said in each language, written from the table of languages: one for the site, one for
// mails and one for partners, because they stand in different files of the bundle.

import { languages } from '../../shared/domain/languages.ts'

type Gathered = {
  /** Name of the file in each language's folder, and of what it exports. */
  readonly part: string
  readonly name: string
  readonly type: string
  readonly typeFile: string
  readonly about: string
  /** What is done with the words of each language, and the file that says so. */
  readonly through?: { readonly name: string; readonly file: string }
}

/** A name for what a language says: zh-Hans → zhHans. */
const localName = (tag: string): string => tag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const moduleText = ({ part, name, type, typeFile, about, through }: Gathered): string => {
  const imports = [
    { path: `./${typeFile}`, what: `type { ${type} }` },
    ...(through ? [{ path: `./${through.file}`, what: `{ ${through.name} }` }] : []),
    ...languages.map(({ tag }) => ({
      path: `./${tag.toLowerCase()}/${part}.ts`,
      what: `{ ${part} as ${localName(tag)} }`,
    })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1))
  const members = languages.map(({ tag }) => {
    const own = localName(tag)
    if (through) return `${own === tag ? tag : `'${tag}'`}: ${through.name}(${own})`
    return own === tag ? tag : `'${tag}': ${own}`
  })
  return `// Written by \`npm run generate\` from the table of languages: ${about}

import type { Language } from '../domain/languages.ts'
${imports.map(({ path, what }) => `import ${what} from '${path}'\n`).join('')}
export const ${name}: Readonly<Record<Language, ${type}>> = {
${members.map((member) => `  ${member},\n`).join('')}}
`
}

/** What the site's pages say, by language. */
export const siteTable = (): string =>
  moduleText({
    part: 'site',
    name: 'siteTexts',
    type: 'SiteTexts',
    typeFile: 'site-texts.ts',
    about: 'what the site says in each.',
    through: { name: 'keptTogether', file: 'kept-together.ts' },
  })

/** What the mails to applicants say, by language. */
export const mailTable = (): string =>
  moduleText({
    part: 'mails',
    name: 'mailTexts',
    type: 'MailTexts',
    typeFile: 'mail-texts.ts',
    about: 'what mails say in each.',
  })

/** What partners read about their own organization, by language. */
export const accountTable = (): string =>
  moduleText({
    part: 'account',
    name: 'accountTexts',
    type: 'AccountTexts',
    typeFile: 'account-texts.ts',
    about: 'what partners read in each.',
    through: { name: 'keptTogether', file: 'kept-together.ts' },
  })
