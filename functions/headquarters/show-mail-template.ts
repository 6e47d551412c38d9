// Shows a template of mails, and how a mail by it looks.

import { checkMailTemplate, type MailWording } from '../../shared/domain/check-mail-template.ts'
import type { Language } from '../../shared/domain/languages.ts'
import type { MailSender } from '../../shared/domain/mail-senders.ts'
import { type MailTemplatePage, renderMailTemplate } from '../../shared/headquarters/pages/render-mail-template.ts'
import { cleanHtml } from '../../shared/mail/clean-html.ts'
import type { KeptTemplate, MailTemplates } from '../../shared/mail/store/mail-templates.ts'
import { page, type WebAnswer, withHeader } from '../../shared/platform/http.ts'
import type { Visit } from '../visit.ts'
import type { Workers } from '../workers.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

export type ShowTemplateDeps = {
  readonly mailTemplates: MailTemplates
  readonly readBridge: ReadBridge
  /** Who mails of a template may be sent by. */
  readonly mailSenders: readonly MailSender[]
  readonly mailWork: () => Promise<Pick<Workers, 'builtInMail' | 'sampleMail' | 'sendMail'>>
}

/** A mail with sample data, and what of the text stands against it. */
export const sampleOf = async (
  deps: ShowTemplateDeps,
  { template }: KeptTemplate,
  language: Language,
  typed: MailWording,
) => {
  const { type } = template.value
  const problems = checkMailTemplate(type, typed)
  const wording = { subject: typed.subject, body: cleanHtml(typed.body) }
  // The library may leave something out that the rules did not see.
  const all = problems.length > 0 ? problems : checkMailTemplate(type, wording)
  const mail = all.length > 0 ? undefined : (await deps.mailWork()).sampleMail(template.value, language, wording)
  return { problems: all, wording, mail }
}

/**
 * The frame of a preview has no scripts, and takes its policy from the page around it: what a mail looks like stands in its
 * attributes, and its images may come from anywhere on the web.
 */
const forPreview = (answer: WebAnswer): WebAnswer =>
  withHeader(
    answer,
    'content-security-policy',
    (answer.headers?.['content-security-policy'] ?? '')
      .replace("style-src 'self'", "style-src 'self'; style-src-attr 'unsafe-inline'")
      .replace('img-src data:', 'img-src data: https:'),
  )

type Shown = Partial<Pick<MailTemplatePage, 'problems' | 'notice'>> & {
  readonly typed?: MailWording
  /** What was typed meets what somebody else stored. */
  readonly isBeside?: boolean
}

/** The page of a template in one language. */
export const showMailTemplate = async (
  visit: Visit,
  deps: ShowTemplateDeps,
  kept: KeptTemplate,
  language: Language,
  { typed, isBeside, ...shown }: Shown,
  status = 200,
): Promise<WebAnswer> => {
  const { template, texts } = kept
  const { builtInMail } = await deps.mailWork()
  const stored = texts.find((one) => one.language === language) ?? builtInMail(template.value.type, language)
  const wording = typed ?? stored
  const { templateId } = template.value
  const [frame, versions] = await Promise.all([
    readFrame(visit, deps.readBridge),
    deps.mailTemplates.versions(templateId),
  ])
  const { mail } = await sampleOf(deps, kept, language, wording)
  const markup = renderMailTemplate({
    ...frame,
    ...shown,
    template: template.value,
    senders: deps.mailSenders,
    etag: template.etag,
    texts,
    versions,
    language,
    wording,
    preview: mail?.html,
    now: isBeside ? stored : undefined,
  })
  return forPreview(page(markup, status))
}
