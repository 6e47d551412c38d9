// Every page drawn once with the same sample data. Every text that can come from a stranger goes through `text`, so a
// test can put something hostile in its place and compare.

import { renderConfirmAddress } from '../../shared/channel/pages/render-confirm-address.ts'
import { renderConfirmation } from '../../shared/channel/pages/render-confirmation.ts'
import {
  renderCrossSite,
  renderError,
  renderNotFound,
  renderRefusedForm,
  renderTooManyRequests,
  renderUncertainLink,
} from '../../shared/channel/pages/render-error.ts'
import { renderHome } from '../../shared/channel/pages/render-home.ts'
import { renderSignUp } from '../../shared/channel/pages/render-sign-up.ts'
import { renderStatus } from '../../shared/channel/pages/render-status.ts'
import { renderStatusLink } from '../../shared/channel/pages/render-status-link.ts'
import { renderWithdraw } from '../../shared/channel/pages/render-withdraw.ts'
import type { Language } from '../../shared/domain/languages.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import type { Html } from '../../shared/platform/html.ts'
import { channelsFrom } from '../support/site-samples.ts'
import { accountPages } from './pages-account-samples.ts'

const [channel, ownChannel] = channelsFrom([
  { name: 'default' },
  {
    name: 'eu',
    title: 'Wingtip Europe',
    colour: '#ffd400',
    terms: { url: 'https://shop.example/terms', version: '3' },
    privacy: { url: 'https://shop.example/privacy' },
    contact: { url: 'https://shop.example/contact' },
    fields: [
      { name: 'trade', type: 'choice', required: true, label: 'Your trade', choices: [{ value: 'garden' }] },
      { name: 'brands', type: 'multiline', label: 'Brands', help: 'Those you sell today.' },
    ],
  },
])

export type Change = (plain: string) => string

export const same: Change = (plain) => plain

const submittedAt = '2026-11-20T08:05:00.000Z'

/** The sign-up form as it is sent back: everything typed, everything wrong. */
export const refusedForm = (language: Language, text: Change = same): Html =>
  renderSignUp({
    siteName: text('Northwind Trade'),
    language,
    channel,
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
    fields: [{ name: 'expectedVolume' }],
    renderedAt: text('1700000000.abc'),
    honeypotName: 'fax',
  })

/** The form of a channel that says everything of itself, refused: some of it is wrong, and it came back too fast. */
const formOfChannel = (language: Language, text: Change): Html =>
  renderSignUp({
    siteName: text(
      'The Extraordinarily Long-Named Wingtip Toys and Adventure Works Cooperative Wholesale Partner Portal',
    ),
    language,
    channel: ownChannel ?? channel,
    carried: { channel: 'eu' },
    action: '/sign-up?channel=eu',
    values: { 'company.name': text('Fabrikam GmbH'), 'company.address.country': 'US' },
    errors: [
      { path: 'company.address.city', code: 'required', message: '' },
      { path: 'requestor.email', code: 'format', message: '' },
      { path: 'attributes.trade', code: 'required', message: '' },
      { path: 'acceptedTerms', code: 'required', message: '' },
    ],
    notice: 'tooSoon',
    fields: ownChannel?.fields ?? [],
    honeypotName: 'fax',
  })

/** Every page of the B2B site by name. */
export const sitePages = (language: Language, text: Change = same): Readonly<Record<string, Html>> => {
  const site = { siteName: text('Northwind Trade'), language, channel }
  const status = { requestId: '6d0f6b4e-54a0-4f9e-9d5c-0c6b1d1f1c11', ...site, submittedAt }
  return {
    home: renderHome({ ...site, signUpUrl: '/sign-up', linkAgainUrl: '/status-link' }),
    'sign-up': renderSignUp({
      ...site,
      action: '/sign-up',
      values: {},
      errors: [],
      fields: [{ name: 'expectedVolume' }],
      honeypotName: 'fax',
    }),
    'sign-up-refused': refusedForm(language, text),
    'sign-up-of-channel': formOfChannel(language, text),
    confirmation: renderConfirmation({
      ...site,
      statusUrl: `https://shop.example/requests/1?token=${text('t0ken')}`,
      requestId: text('6d0f6b4e-54a0-4f9e-9d5c-0c6b1d1f1c11'),
      usualDays: 3,
    }),
    'status-submitted': renderStatus({ ...status, status: 'Submitted' }),
    'status-in-review': renderStatus({
      ...status,
      status: 'InReview',
      usualDays: 1,
      confirmedAt: submittedAt,
      withdrawUrl: `/requests/1/withdrawal?token=${text('t0ken')}`,
    }),
    'status-question': renderStatus({
      ...status,
      status: 'InReview',
      question: {
        number: 1,
        text: text('Which number?'),
        askedAt: '2026-11-21T16:40:00.000Z',
        fields: [
          { path: 'company.taxId', value: text('DE1') },
          { path: 'requestor.phone', value: text('+49 30 1') },
        ],
      },
      answerUrl: `/answer?token=${text('t')}`,
      typed: { comments: text('This one'), 'company.taxId': text('DE2') },
      errors: [{ path: 'requestor.phone', code: 'format', message: 'English only.' }],
      withdrawUrl: `/withdraw?token=${text('t')}`,
    }),
    'status-answered': renderStatus({
      ...status,
      status: 'InReview',
      answered: { number: 1, at: '2026-11-21T16:40:00.000Z' },
    }),
    'status-answer-too-late': renderStatus({
      ...status,
      status: 'Declined',
      decidedAt: '2026-11-21T16:40:00.000Z',
      refused: 'late',
    }),
    'status-approved': renderStatus({
      ...status,
      status: 'Approved',
      decidedAt: '2026-11-21T16:40:00.000Z',
      signInUrl: `https://shop.example/sign-in?from=${text('status')}`,
    }),
    'status-declined': renderStatus({ ...status, status: 'Declined', decidedAt: '2026-11-21T16:40:00.000Z' }),
    'status-withdrawn': renderStatus({
      ...status,
      status: 'Declined',
      confirmedAt: '2026-11-20T18:40:00.000Z',
      decidedAt: '2026-11-21T16:40:00.000Z',
      withdrawnAt: '2026-11-21T16:40:00.000Z',
    }),
    withdrawal: renderWithdraw({
      ...site,
      requestId: status.requestId,
      action: `/requests/1/withdrawal?token=${text('t0ken')}`,
      statusUrl: `/requests/1?token=${text('t0ken')}`,
    }),
    'uncertain-link': renderUncertainLink(site),
    'status-link': renderStatusLink({ ...site, action: '/status-link', isSent: false }),
    'status-link-refused': renderStatusLink({
      ...site,
      action: '/status-link',
      isSent: false,
      typed: text('ada at fabrikam'),
      error: { path: 'requestor.email', code: 'format', message: 'English only.' },
    }),
    'status-link-sent': renderStatusLink({ ...site, action: '/status-link', isSent: true }),
    'confirm-address': renderConfirmAddress({
      ...site,
      requestId: status.requestId,
      isConfirmed: false,
      action: `/requests/1/address?confirm=${text('c')}`,
      statusUrl: '/s',
    }),
    'confirm-address-done': renderConfirmAddress({
      ...site,
      requestId: status.requestId,
      isConfirmed: true,
      action: '/a',
      statusUrl: `/requests/1?token=${text('t0ken')}`,
    }),
    'cross-site': renderCrossSite(site),
    'not-found': renderNotFound(site),
    error: renderError(site),
    'error-told': renderError({ ...site, title: text('Closed today'), text: text('Come back tomorrow.') }),
    'too-many-requests': renderTooManyRequests(site),
    'error-kept': renderError({
      ...site,
      sent: { action: `/status-link?return=${text('r')}`, fields: [['email', text('ada@again.example')]] },
    }),
    'form-unreadable': renderRefusedForm({ ...site, why: 'unreadable', form: `/status-link?return=${text('r')}` }),
    'form-too-large': renderRefusedForm({ ...site, why: 'tooLarge' }),
    ...accountPages(site, text),
  }
}
