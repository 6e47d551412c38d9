// Every page drawn once with the same sample data. Every text that can come from a stranger goes through `text`, so a
// test can put something hostile in its place and compare.

import { renderConfirmation } from '../../shared/channel/pages/render-confirmation.ts'
import { renderError, renderNotFound, renderTooManyRequests } from '../../shared/channel/pages/render-error.ts'
import { renderHome } from '../../shared/channel/pages/render-home.ts'
import { renderSignUp } from '../../shared/channel/pages/render-sign-up.ts'
import { renderStatus } from '../../shared/channel/pages/render-status.ts'
import type { Language } from '../../shared/domain/languages.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import type { Html } from '../../shared/platform/html.ts'

export type Change = (plain: string) => string

export const same: Change = (plain) => plain

const submittedAt = '2026-11-20T08:05:00.000Z'

/** The sign-up form as it is sent back: everything typed, everything wrong. */
export const refusedForm = (language: Language, text: Change = same): Html =>
  renderSignUp({
    siteName: text('Northwind Trade'),
    language,
    action: '/sign-up',
    values: Object.fromEntries([
      ...onboardingFields.map((field) => [field.path, text(`value of ${field.path}`)]),
      ['attributes.expectedVolume', text('10-50k')],
    ]),
    errors: [
      ...onboardingFields.map(({ path }) => ({ path, code: 'too-long' as const, message: 'English only.' })),
      { path: 'attributes.expectedVolume', code: 'control-characters', message: 'English only.' },
      { path: 'company', code: 'unknown-member', message: 'English only.' },
    ],
    attributes: ['expectedVolume'],
    channel: text('default'),
    renderedAt: text('1700000000.abc'),
    honeypotName: 'fax',
  })

/** Every page of the B2B site by name. */
export const sitePages = (language: Language, text: Change = same): Readonly<Record<string, Html>> => {
  const site = { siteName: text('Northwind Trade'), language }
  const status = { requestId: '6d0f6b4e-54a0-4f9e-9d5c-0c6b1d1f1c11', ...site, submittedAt }
  return {
    home: renderHome({ ...site, signUpUrl: '/sign-up' }),
    'sign-up': renderSignUp({
      ...site,
      action: '/sign-up',
      values: {},
      errors: [],
      attributes: ['expectedVolume'],
      channel: 'default',
      honeypotName: 'fax',
    }),
    'sign-up-refused': refusedForm(language, text),
    confirmation: renderConfirmation({
      ...site,
      statusUrl: `https://shop.example/requests/1?token=${text('t0ken')}`,
      requestId: text('6d0f6b4e-54a0-4f9e-9d5c-0c6b1d1f1c11'),
    }),
    'status-submitted': renderStatus({ ...status, status: 'Submitted' }),
    'status-in-review': renderStatus({ ...status, status: 'InReview' }),
    'status-approved': renderStatus({
      ...status,
      status: 'Approved',
      decidedAt: '2026-11-21T16:40:00.000Z',
      signInUrl: `https://shop.example/sign-in?from=${text('status')}`,
    }),
    'status-declined': renderStatus({ ...status, status: 'Declined', decidedAt: '2026-11-21T16:40:00.000Z' }),
    'not-found': renderNotFound(site),
    error: renderError(site),
    'error-told': renderError({ ...site, title: text('Closed today'), text: text('Come back tomorrow.') }),
    'too-many-requests': renderTooManyRequests(site),
  }
}
