// The modules that gather what is said in each language, written from the table of languages: one for the site and one for
// mails, because they stand in different files of the bundle.

import { languages } from '../../shared/domain/languages.ts'

type Gathered = {
  /** Name of the file in each language's folder, and of what it exports. */
  readonly part: string
  readonly name: string
  readonly type: string
  readonly typeFile: string
  readonly about: string
}

/** A name for what a language says: zh-Hans → zhHans. */
const localName = (tag: string): string => tag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const moduleText = ({ part, name, type, typeFile, about }: Gathered): string => {
  const imports = [
    { path: `./${typeFile}`, what: `type { ${type} }` },
    ...languages.map(({ tag }) => ({
      path: `./${tag.toLowerCase()}/${part}.ts`,
      what: `{ ${part} as ${localName(tag)} }`,
    })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1))
  const members = languages.map(({ tag }) => (localName(tag) === tag ? tag : `'${tag}': ${localName(tag)}`))
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
