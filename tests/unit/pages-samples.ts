// Every page drawn once with the same sample data. Every text that can come from a stranger goes through `text`, so a
// test can put something hostile in its place and compare.

import { confirmationPage } from '../../shared/channel/pages/confirmation-page.ts'
import { errorPage, notFoundPage, tooManyRequestsPage } from '../../shared/channel/pages/error-pages.ts'
import { homePage } from '../../shared/channel/pages/home-page.ts'
import { signUpPage } from '../../shared/channel/pages/sign-up-page.ts'
import { statusPage } from '../../shared/channel/pages/status-page.ts'
import type { Language } from '../../shared/domain/languages.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import type { Html } from '../../shared/platform/html.ts'

export type Change = (plain: string) => string

export const same: Change = (plain) => plain

const submittedAt = '2026-11-20T08:05:00.000Z'

/** The sign-up form as it is sent back: everything typed, everything wrong. */
export const refusedForm = (language: Language, text: Change = same): Html =>
  signUpPage({
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
  const status = { ...site, submittedAt }
  return {
    home: homePage({ ...site, signUpUrl: '/sign-up' }),
    'sign-up': signUpPage({
      ...site,
      action: '/sign-up',
      values: {},
      errors: [],
      attributes: ['expectedVolume'],
      channel: 'default',
      honeypotName: 'fax',
    }),
    'sign-up-refused': refusedForm(language, text),
    confirmation: confirmationPage({
      ...site,
      statusUrl: `https://shop.example/requests/1?token=${text('t0ken')}`,
      requestId: text('6d0f6b4e-54a0-4f9e-9d5c-0c6b1d1f1c11'),
    }),
    'status-submitted': statusPage({ ...status, status: 'Submitted' }),
    'status-in-review': statusPage({ ...status, status: 'InReview' }),
    'status-approved': statusPage({
      ...status,
      status: 'Approved',
      decidedAt: '2026-11-21T16:40:00.000Z',
      signInUrl: `https://shop.example/sign-in?from=${text('status')}`,
    }),
    'status-declined': statusPage({ ...status, status: 'Declined', decidedAt: '2026-11-21T16:40:00.000Z' }),
    'not-found': notFoundPage(site),
    error: errorPage(site),
    'error-told': errorPage({ ...site, title: text('Closed today'), text: text('Come back tomorrow.') }),
    'too-many-requests': tooManyRequestsPage(site),
  }
}
