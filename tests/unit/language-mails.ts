// Every mail to applicants and users, as it reaches its reader, with names that no language has.

import type { Language } from '../../shared/domain/languages.ts'
import { userMailKinds } from '../../shared/domain/messages.ts'
import { renderLinkAgain } from '../../shared/mail/render-link-again.ts'
import { type RenderedMail, renderMail } from '../../shared/mail/render-mail.ts'
import { renderQuestionMail } from '../../shared/mail/render-question-mail.ts'
import { renderReceivedMail } from '../../shared/mail/render-received-mail.ts'
import { renderSignInMail } from '../../shared/mail/render-sign-in-mail.ts'
import { renderUserMail } from '../../shared/mail/send-user-mail.ts'

const requestId = '6d0f6b4e-54a0-4f9e-9d5c-0c6b1d1f1c11'
const person = { requestId, firstName: 'Xyzzy', lastName: 'Plugh', companyName: 'Xyzzy', siteName: 'Xyzzy' }
const statusUrl = 'https://shop.example/s'
const channel = { title: 'Xyzzy', sender: { name: 'Xyzzy', email: 'x@shop.example' }, signInUrl: statusUrl }

/** The day that stands in the mail with the links again. */
export const mailDay = new Date('2026-11-20T08:05:00Z')

type SentMail = Pick<RenderedMail, 'subject' | 'text' | 'html'>

const ofUsers = (language: Language): SentMail[] =>
  userMailKinds.flatMap((kind) =>
    (['Admin', 'User'] as const).flatMap((role) =>
      ['Xyzzy', 'see https://plugh.example/a'].map((companyName) =>
        renderUserMail({ kind, person, language, email: 'x@shop.example', companyName, role, channel }),
      ),
    ),
  )

/** The mails in one language; with the name of a person and without, for a company that can be named and one that cannot. */
export const mailsIn = (language: Language): SentMail[] => [
  renderMail({ ...person, language, kind: 'approved', role: 'Admin', signInUrl: statusUrl, statusUrl }),
  renderMail({ ...person, language, kind: 'approved', role: 'User', signInUrl: statusUrl, statusUrl }),
  renderMail({ ...person, language, kind: 'rejected' }),
  renderReceivedMail({ ...person, language, statusUrl, confirmUrl: statusUrl, isRequired: true, usualDays: 3 }),
  ...(['question', 'question-reminder'] as const).flatMap((kind) =>
    ['Xyzzy', 'see https://plugh.example/a'].map((companyName) =>
      renderQuestionMail({ ...person, companyName, language, statusUrl, kind, question: 'Xyzzy' }),
    ),
  ),
  renderLinkAgain({
    siteName: 'Xyzzy',
    language,
    requests: [{ requestId, language, submittedAt: mailDay.toISOString(), statusUrl, confirmUrl: statusUrl }],
  }),
  ...ofUsers(language),
  renderSignInMail({ ...person, language, linkUrl: statusUrl }),
  renderSignInMail({ ...person, firstName: '', lastName: 'see plugh.example/a', language, linkUrl: statusUrl }),
]
