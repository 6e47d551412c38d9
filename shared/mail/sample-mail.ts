// A mail with sample data, as staff look at it and have it sent to themselves.

import type { Channel } from '../domain/channels.ts'
import type { MailWording } from '../domain/check-mail-template.ts'
import type { Language } from '../domain/languages.ts'
import type { MailTemplate, MailText } from '../domain/mail-templates.ts'
import { mailTexts } from '../languages/mails-by-language.ts'
import { renderLinkAgain } from './render-link-again.ts'
import { type RenderedMail, renderMail } from './render-mail.ts'
import { renderQuestionMail } from './render-question-mail.ts'
import { renderReceivedMail } from './render-received-mail.ts'
import { renderUserMail } from './send-user-mail.ts'

const person = { firstName: 'Ada', lastName: 'Roth' }
const requestId = '00000000-0000-4000-8000-000000000000'

/**
 * @param channel whose look it has
 * @param origin of the links in it: they lead to the first page of the site
 */
export const sampleMail = (
  { templateId, type, version }: MailTemplate,
  language: Language,
  wording: MailWording,
  channel: Channel,
  origin: string,
): RenderedMail => {
  const text: MailText = { templateId, language, version, ...wording }
  const look = { ...channel, storeUrl: origin }
  const common = { requestId, language, siteName: channel.title, look, statusUrl: origin }
  const request = { ...common, ...person, companyName: 'Fabrikam GmbH' }
  const { reasons } = mailTexts[language].rejected
  switch (type) {
    case 'received':
      return renderReceivedMail({ ...request, confirmUrl: origin, usualDays: 2, isRequired: true }, text)
    case 'question':
    case 'question-reminder': {
      const question = 'Which registration number does your company have?'
      return renderQuestionMail({ ...request, kind: type, question }, text)
    }
    case 'approved': {
      const more = { email: 'ada@fabrikam.example', postalCode: '10115', comments: 'Garden tools', signInUrl: origin }
      return renderMail({ ...request, ...more, kind: type, role: 'Admin' }, text)
    }
    case 'rejected':
      return renderMail({ ...request, kind: type, reason: reasons['outside-area'] }, text)
    case 'link-again': {
      const submittedAt = '2026-01-15T08:00:00.000Z'
      return renderLinkAgain({ ...common, requests: [{ requestId, language, submittedAt, statusUrl: origin }] }, text)
    }
    default: {
      const of = { kind: type, person, language, email: 'ada@fabrikam.example', companyName: 'Fabrikam GmbH' }
      return renderUserMail({ ...of, role: 'User', addedBy: 'Bo Berg', channel: { ...look, signInUrl: origin } }, text)
    }
  }
}
