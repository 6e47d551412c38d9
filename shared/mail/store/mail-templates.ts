// Templates and profiles of mails. What stands now is read at once, and at most once a minute by each process; every version
// that ever stood is kept behind it.

import type { MailWording } from '../../domain/check-mail-template.ts'
import { type Language, languages } from '../../domain/languages.ts'
import type {
  MailBook,
  MailProfile,
  MailTemplate,
  MailText,
  ProfileLine,
  TemplateVersion,
} from '../../domain/mail-templates.ts'
import { mailKinds } from '../../domain/prospect-view.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, oneOf, onlyTrue, type Reader, recordOf, text } from '../../platform/shape.ts'
import type { Stored } from '../../platform/stored.ts'
import { remove, type Table, type Write } from '../../platform/table.ts'

const partition = 'mail-templates'
/** For so long a process sends mails as it has read them before. */
const keptMs = 60_000
const mostVersions = 200

const readLanguage = oneOf<Language>(languages.map(({ tag }) => tag))
const readLines = recordOf(objectOf<ProfileLine>({}, { templateId: text, off: onlyTrue }))
const profileFormat = createRowFormat(
  objectOf<MailProfile>({ channel: text, lines: readLines as Reader<MailProfile['lines']> }),
)
const templateFormat = createRowFormat(
  objectOf<MailTemplate>(
    {
      templateId: text,
      type: oneOf(mailKinds),
      name: text,
      version: number,
      changedAt: text,
      changedBy: text,
    },
    { sender: text },
  ),
)
const textFormat = createRowFormat(
  objectOf<MailText>({ templateId: text, language: readLanguage, version: number, subject: text, body: text }),
)
const versionFormat = createRowFormat(
  objectOf<TemplateVersion>(
    { version: number, at: text, who: text },
    { language: readLanguage, wording: objectOf<MailWording>({ subject: text, body: text }), sender: text },
  ),
)

// In the order of these words, what stands now is one range, with nothing that stood before.
const profileKey = (channel: string): string => `profile|${channel}`
const templateKey = (templateId: string): string => `template|${templateId}`
const textKey = (templateId: string, language: Language): string => `text|${templateId}|${language}`
const versionKey = (templateId: string, version: number): string =>
  `version|${templateId}|${String(999_999 - version).padStart(6, '0')}`
const standing: [string, string] = ['profile|', 'text}']

/** A template's row, and what it says by language. */
export type KeptTemplate = { readonly template: Stored<MailTemplate>; readonly texts: readonly MailText[] }

/** Of one template: what it says from now on in a language; without a wording it returns to the built-in text. */
export type TemplateChange = {
  readonly language: Language
  readonly wording?: MailWording
  /** ISO 8601. */
  readonly at: string
  /** The member of staff. */
  readonly who: string
}

export type MailTemplates = {
  /** What stands, as it was at most a minute ago. */
  readonly book: () => Promise<MailBook>
  /** What stands now; one storage transaction. */
  readonly readAll: () => Promise<MailBook>
  readonly read: (templateId: string) => Promise<KeptTemplate | undefined>
  /** Newest first. */
  readonly versions: (templateId: string) => Promise<readonly TemplateVersion[]>
  /** Makes a template that says nothing of its own yet; once more makes no difference. */
  readonly make: (template: MailTemplate) => Promise<void>
  /** One storage transaction, with the version. */
  readonly change: (before: KeptTemplate, change: TemplateChange) => Promise<'written' | 'conflict'>
  /** The same for whom its mails are sent by. @param sender an address; absent = whoever the channel says */
  readonly changeSender: (
    before: KeptTemplate,
    change: { readonly sender: string | undefined; readonly at: string; readonly who: string },
  ) => Promise<'written' | 'conflict'>
  readonly readProfile: (channel: string) => Promise<Stored<MailProfile> | undefined>
  readonly writeProfile: (
    profile: MailProfile,
    before: Stored<MailProfile> | undefined,
  ) => Promise<'written' | 'conflict'>
}

export const createMailTemplates = (table: Table, now: () => Date): MailTemplates => {
  const profiles = createRows(table, profileFormat)
  const templates = createRows(table, templateFormat)
  const texts = createRows(table, textFormat)
  const versions = createRows(table, versionFormat)
  let read: { readonly at: number; readonly book: MailBook } | undefined

  const readAll = async (): Promise<MailBook> => {
    const rows = await table.range(partition, ...standing)
    const of = (prefix: string) => rows.filter(({ key }) => key.startsWith(prefix))
    const [ofProfiles, ofTemplates, ofTexts] = await Promise.all([
      profiles.readable(partition, of('profile|')),
      templates.readable(partition, of('template|')),
      texts.readable(partition, of('text|')),
    ])
    const book = {
      profiles: ofProfiles.map(({ value }) => value),
      templates: ofTemplates.map(({ value }) => value),
      texts: ofTexts.map(({ value }) => value),
    }
    read = { at: now().getTime(), book }
    return book
  }
  const store = async (writes: readonly Write[]) => {
    const outcome = await table.write(partition, writes)
    read = undefined
    return outcome
  }
  return {
    readAll,
    book: async () => {
      const age = read ? now().getTime() - read.at : keptMs
      return read && age >= 0 && age < keptMs ? read.book : readAll()
    },
    read: async (templateId) => {
      const [template, ...own] = await Promise.all([
        templates.read(partition, templateKey(templateId)),
        ...languages.map(({ tag }) => texts.read(partition, textKey(templateId, tag))),
      ])
      return template && { template, texts: own.flatMap((one) => (one ? [one.value] : [])) }
    },
    versions: async (templateId) =>
      (await versions.range(partition, versionKey(templateId, 999_999), `version|${templateId}}`, mostVersions)).map(
        ({ value }) => value,
      ),
    make: async (template) => {
      await store([templates.create(templateKey(template.templateId), template)])
    },
    change: ({ template, texts: own }, { language, wording, at, who }) => {
      const { templateId } = template.value
      const version = template.value.version + 1
      const isKept = own.some((one) => one.language === language)
      const key = textKey(templateId, language)
      return store([
        templates.replace(template, { ...template.value, version, changedAt: at, changedBy: who }),
        versions.create(versionKey(templateId, version), {
          language,
          version,
          at,
          who,
          ...(wording ? { wording } : {}),
        }),
        ...(wording ? [texts.put(key, { templateId, language, version, ...wording })] : isKept ? [remove(key)] : []),
      ])
    },
    changeSender: ({ template }, { sender, at, who }) => {
      const { sender: _, ...rest } = template.value
      const version = rest.version + 1
      const own = sender === undefined ? {} : { sender }
      return store([
        templates.replace(template, { ...rest, version, changedAt: at, changedBy: who, ...own }),
        versions.create(versionKey(rest.templateId, version), { version, at, who, ...own }),
      ])
    },
    readProfile: (channel) => profiles.read(partition, profileKey(channel)),
    writeProfile: (profile, before) =>
      store([before ? profiles.replace(before, profile) : profiles.create(profileKey(profile.channel), profile)]),
  }
}
