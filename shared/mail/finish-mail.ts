// The last step of every mail that staff may write: by their template where there is one, else with the built-in text.

import type { MailText } from '../domain/mail-templates.ts'
import { isPlainCompanyName, isPlainPersonName } from '../domain/plain-name.ts'
import { type MailParts, mailHtml, mailText } from './mail-layout.ts'
import { displayName, plainName } from './mail-names.ts'
import type { RenderedMail } from './render-mail.ts'
import { type MailValues, renderTemplate } from './template-mail.ts'

/**
 * The names of a person as values. A template may put them side by side in any order, so together they must be plain names
 * in each of them.
 */
export const personValues = (
  firstName: string,
  lastName: string,
): Pick<MailValues, 'firstname' | 'lastname' | 'name'> => {
  const name = displayName(firstName, lastName)
  const isPlain =
    name !== '' &&
    [`${firstName}${lastName}`, `${lastName}${firstName}`, `${lastName} ${firstName}`].every(isPlainPersonName)
  return isPlain ? { firstname: plainName(firstName, 120), lastname: plainName(lastName, 120), name } : {}
}

const postalCode = /^[a-z\d][a-z\d -]{0,9}$/i

/** What the applicant wrote beside names, held to what names are held to; what is more than that is left out. */
export const requestValues = (request: {
  readonly postalCode?: string | undefined
  readonly comments?: string | undefined
}): Pick<MailValues, 'zipcode' | 'comments'> => {
  const zipcode = plainName(request.postalCode ?? '', 20)
  const comments = plainName(request.comments ?? '', 160)
  return {
    ...(postalCode.test(zipcode) ? { zipcode } : {}),
    ...(isPlainCompanyName(request.comments ?? '') ? { comments } : {}),
  }
}

/**
 * @param parts of the built-in text
 * @param values of the placeholders; the name of the site is that of the frame
 * @param template as staff wrote it; absent = none
 */
export const finishMail = (parts: MailParts, values: MailValues, template: MailText | undefined): RenderedMail =>
  (template && renderTemplate(template, { storename: parts.siteName, ...values }, parts)) ?? {
    subject: parts.subject,
    html: mailHtml(parts),
    text: mailText(parts),
    language: parts.language,
  }
