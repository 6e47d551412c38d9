// The one table of app settings, and what must hold between them. The start-up check, the local environment, the Azure
// template and the reference page are all fed from it, so they cannot drift apart. What each is for stands in
// described-settings.ts: the app itself has no use for it.

import { carriedFor, originFor, type Site } from '../shared/channel/site.ts'
import { readEventSecrets, readSiteKeys } from '../shared/channel/site-keys.ts'
import { type ApprovalDesk, approvalDesks } from '../shared/domain/approval-desk.ts'
import { type Channel, readChannels } from '../shared/domain/channels.ts'
import { confirmationRules } from '../shared/domain/confirmation.ts'
import { type CreditBounds, noLimitAlone, readCreditBounds } from '../shared/domain/credit-bounds.ts'
import { creditColumns } from '../shared/domain/customer-fields.ts'
import { type Language, languages } from '../shared/domain/languages.ts'
import { linkTo } from '../shared/domain/link-to.ts'
import { readMailSenders } from '../shared/domain/mail-senders.ts'
import { type ReminderTimes, readReminderTimes } from '../shared/domain/question-reminders.ts'
import { readRejectReasons } from '../shared/domain/reject-reasons.ts'
import { needsSecondApprover, secondApproverForm } from '../shared/domain/second-approver.ts'
import { markForm } from '../shared/domain/seller-note.ts'
import { readStageTargets } from '../shared/domain/stage-targets.ts'
import { defaultProblems, readTradeLists, type TradeLists } from '../shared/domain/trade-codes.ts'
import { linkForm, addressForm as url } from '../shared/domain/web-address.ts'
import { createCalendar, readHolidays, readWorkingTime } from '../shared/domain/working-time.ts'
import type { StageClocks } from '../shared/headquarters/stage-clock.ts'
import { type Configuration, readConfiguration, type Setting } from '../shared/platform/configuration.ts'
import { type ScheduleSetting, timerRows } from './timers.ts'

const urlOrNone = new RegExp(`^$|${linkForm.source}`)
/** Bytes that the host takes in: somewhat more than any address does, which then says so itself. */
export const bodyLimit = 2_621_440
const yesOrNo = /^(true|false)$/
const count = /^\d{1,6}$/
const wholeNumber = /^[1-9]\d{0,5}$/

const schedules = timerRows.map(
  ({ schedule, usually = '0 * * * * *' }): Setting<ScheduleSetting> => ({
    name: schedule,
    default: usually,
    form: /^\S+( \S+){4,5}$/,
  }),
)

/** What only those need whose prospects are decided on in Sales. */
const unlessDesk = { unless: { name: 'APPROVAL_DESK', is: 'headquarters' } } as const

export const settings = [
  { name: 'PUBLIC_URL', form: url },
  { name: 'STATUS_TOKEN_SECRET', secret: true, form: /^[^,]{32,}(,[^,]{32,})?$/ },
  { name: 'STATUS_LINK_DAYS', default: '90', form: count },
  { name: 'SITE_NAME', default: 'Partner site' },
  { name: 'SITE_SIGN_IN_URL', default: '', form: urlOrNone },
  { name: 'DEFAULT_LANGUAGE', default: 'en', form: new RegExp(`^(${languages.map(({ tag }) => tag).join('|')})$`) },
  { name: 'CHANNELS', default: 'default' },
  { name: 'PARTNER_PAGES', default: 'false', form: yesOrNo },
  { name: 'ONBOARDING_ATTRIBUTES', default: '', form: /^([A-Za-z][\w-]{0,39}(,[A-Za-z][\w-]{0,39}){0,19})?$/ },
  { name: 'LIMIT_PER_ADDRESS', default: '10', form: count },
  { name: 'LIMIT_PER_NETWORK', default: '300', form: count },
  { name: 'LIMIT_IN_ALL', default: '6000', form: count },
  { name: 'SITE_KEYS', default: '', secret: true },
  { name: 'SITE_EVENT_SECRETS', default: '', secret: true },
  { name: 'CALLER_ADDRESS_HEADER', default: 'x-forwarded-for', form: /^[a-z][a-z0-9-]{0,63}$/ },
  { name: 'CALLER_ADDRESS_HOPS', default: '0', form: /^\d$/ },
  { name: 'FORWARDED_HOST_HEADER', default: '', form: /^([a-z][a-z0-9-]{0,63})?$/ },
  { name: 'LEAST_FILL_SECONDS', default: '2', form: count },
  { name: 'KEEP_HELD_DAYS', default: '30', form: count },
  { name: 'KEEP_REJECTED_DAYS', default: '365', form: count },
  { name: 'PARTNER_MAX_USERS', default: '50', form: count },
  { name: 'CUSTOMER_GROUPS', default: '' },
  { name: 'PRICE_GROUPS', default: '' },
  { name: 'PAYMENT_TERMS', default: '' },
  { name: 'CURRENCIES', default: '' },
  { name: 'CREDIT_SECOND_APPROVER_ABOVE', default: '' },
  { name: 'UNDO_MINUTES', default: '10', form: count },
  { name: 'SECOND_APPROVER', default: 'none', form: secondApproverForm },
  { name: 'REJECT_REASONS', default: '' },
  { name: 'STAGE_TARGETS', default: '' },
  { name: 'WORKING_TIME', default: 'Mon-Fri 09:00-17:00 UTC' },
  { name: 'HOLIDAYS', default: '' },
  { name: 'QUESTION_REMINDERS', default: '3,7,14' },
  ...schedules,
  { name: 'CATCH_UP_ROUND_MINUTES', default: '5', form: count },
  { name: 'MAIL_RECEIVED', default: 'true', form: yesOrNo },
  { name: 'CONFIRM_ADDRESS', default: 'flag', form: new RegExp(`^(${confirmationRules.join('|')})$`) },
  { name: 'MAIL_AFTER_PUSH', default: 'true', form: yesOrNo },
  { name: 'HEADQUARTERS_ACCESS', default: 'closed', form: /^(closed|app-service|local)$/ },
  { name: 'HEADQUARTERS_TENANT_ID', default: '', form: /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/i },
  { name: 'HEADQUARTERS_SIGN_IN_STRENGTH', default: '', form: /^(mfa|c[1-9]\d?)?$/ },
  { name: 'HEADQUARTERS_BLOCKED', default: '', form: /^([\da-f-]{36}(,[\da-f-]{36})*)?$/i },
  { name: 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT', default: String(bodyLimit), form: /^[1-9]\d{5,8}$/ },
  { name: 'APPROVAL_DESK', default: 'sales', form: new RegExp(`^(${approvalDesks.join('|')})$`) },
  { name: 'QUESTION_MARK', default: '#ask', form: markForm },
  { name: 'CUSTOMERS_FROM_SALES', default: 'onboarding', form: /^(onboarding|all)$/ },
  { name: 'SALES_EVENT_KEYS', secret: true, ...unlessDesk, form: /^[^\s,]{16,}(,[^\s,]{16,})?$/ },
  { name: 'DATAVERSE_URL', ...unlessDesk, form: url },
  { name: 'DATAVERSE_TENANT_ID', default: '' },
  { name: 'DATAVERSE_CLIENT_ID', default: '' },
  { name: 'DATAVERSE_CLIENT_SECRET', default: '', secret: true },
  { name: 'SALES_CREDIT_COLUMNS', default: 'standard', form: new RegExp(`^(${creditColumns.join('|')})$`) },
  { name: 'DATAVERSE_AUTHORITY', default: 'https://login.microsoftonline.com', form: url },
  { name: 'BREAKER_ERRORS', default: '10', form: wholeNumber },
  { name: 'BREAKER_MINUTES', default: '15', form: wholeNumber },
  { name: 'STAFF_MAIL', default: '', form: /^([^\s@]+@[^\s@]+)?$/ },
  { name: 'SENDGRID_API_KEY', secret: true, form: /^\S+$/ },
  { name: 'SENDGRID_URL', default: 'https://api.sendgrid.com', form: url },
  { name: 'SENDGRID_EVENT_PUBLIC_KEY', default: '' },
  { name: 'MAIL_FROM', form: /^[^\s@]+@[^\s@]+$/ },
  { name: 'MAIL_SENDERS', default: '' },
  { name: 'MAIL_REPLY_TO', default: '', form: /^([^\s@]+@[^\s@]+)?$/ },
] as const satisfies readonly Setting[]

/** The items of a setting that lists some. */
export const listed = (text: string): string[] => text.split(',').filter((item) => item !== '')

export type SettingName = (typeof settings)[number]['name']

export type Settings = Configuration<SettingName>

/** Where prospects are decided on. */
export const deskOf = ({ values }: Settings): ApprovalDesk => values.APPROVAL_DESK as ApprovalDesk

/** The channels that the settings make, or what is wrong with them. */
const channelsOf = (values: Settings['values']) =>
  readChannels(values.CHANNELS, {
    title: values.SITE_NAME,
    defaultLanguage: values.DEFAULT_LANGUAGE as Language,
    signInUrl: values.SITE_SIGN_IN_URL,
    senderEmail: values.MAIL_FROM,
  })

/** What every page and mail is told of the sites; for settings that were checked. */
export const siteOf = (values: Settings['values']): Site => {
  const [first, ...others] = channelsOf(values).channels
  if (!first) throw new Error('The settings were not checked: there is no channel.')
  const { origin: publicUrl } = new URL(values.PUBLIC_URL)
  const hostHeader = values.FORWARDED_HOST_HEADER || undefined
  const site: Site = { publicUrl, channels: [first, ...others], hostHeader }
  if (values.PARTNER_PAGES !== 'true') return site
  // Whoever has no sign-in page of their own has ours.
  const withSignIn = (channel: Channel): Channel => {
    const { name } = channel
    return { signInUrl: originFor(site, name) + linkTo('AccountPage', {}, carriedFor(site, name)), ...channel }
  }
  return { ...site, channels: [withSignIn(first), ...others.map(withSignIn)] }
}

const tradeListsIn = (values: Settings['values']) => readTradeLists(values, Intl.supportedValuesOf('currency'))

/** The codes that customers may have; for settings that were checked. */
export const tradeListsOf = (values: Settings['values']): TradeLists => tradeListsIn(values).lists

/**
 * From which credit limits on a second person decides; for settings that were checked. Where every credit takes two people,
 * so does every limit that a seller types.
 */
export const creditBoundsOf = (values: Settings['values']): CreditBounds =>
  needsSecondApprover(values.SECOND_APPROVER, ['credit'])
    ? noLimitAlone
    : (readCreditBounds(values.CREDIT_SECOND_APPROVER_ABOVE) ?? new Map())

/** The clocks of stages; for settings that were checked. */
export const stageClocksOf = (values: Settings['values']): StageClocks => {
  const time = readWorkingTime(values.WORKING_TIME)
  if (!time) throw new Error('The settings were not checked: there is no working time.')
  return {
    calendar: createCalendar(time, readHolidays(values.HOLIDAYS)),
    targets: readStageTargets(values.STAGE_TARGETS) ?? new Map(),
  }
}

/** What is sent to a site is signed, so that it can tell it from what strangers send. */
const eventProblems = (values: Settings['values'], channels: readonly Channel[]): string[] => {
  const { keys, problems } = readEventSecrets(
    values.SITE_EVENT_SECRETS,
    channels.map(({ name }) => name),
  )
  const unsigned = channels.flatMap(({ name, eventsUrl }, at) =>
    eventsUrl && problems.length === 0 && !keys.has(name)
      ? [`CHANNELS[${at}].eventsUrl: needs a secret of ${name} in SITE_EVENT_SECRETS.`]
      : [],
  )
  return [...problems, ...unsigned]
}

/** When applicants are reminded of questions; for settings that were checked. */
export const reminderTimesOf = (values: Settings['values']): ReminderTimes | 'never' =>
  readReminderTimes(values.QUESTION_REMINDERS) ?? 'never'

/** What is wrong with the clocks of stages and questions. */
const clockProblems = (values: Settings['values']): string[] => [
  ...(readStageTargets(values.STAGE_TARGETS)
    ? []
    : [
        'STAGE_TARGETS: needs hours such as Open=40, Lead open=16/40; each stage once, the second target after the first.',
      ]),
  ...(readWorkingTime(values.WORKING_TIME)
    ? []
    : ['WORKING_TIME: needs days, hours and a time zone such as Mon-Fri 09:00-17:30 Europe/Amsterdam.']),
  ...(readHolidays(values.HOLIDAYS) ? [] : ['HOLIDAYS: needs days such as 2026-12-25,2027-01-01.']),
  ...(readReminderTimes(values.QUESTION_REMINDERS)
    ? []
    : [
        'QUESTION_REMINDERS: needs three numbers of days such as 3,7,14, each greater than the one before; or nothing.',
      ]),
]

/** What is wrong between settings that are right by themselves. */
const contradictions = (values: Settings['values']): string[] => {
  const channels = channelsOf(values)
  const names = channels.channels.map(({ name }) => name)
  const trade = tradeListsIn(values)
  const { DATAVERSE_CLIENT_SECRET: secret, DATAVERSE_TENANT_ID: tenant, DATAVERSE_CLIENT_ID: client } = values
  return [
    ...channels.problems,
    ...trade.problems,
    ...(trade.problems.length > 0 ? [] : defaultProblems(channels.channels, trade.lists)),
    ...(readCreditBounds(values.CREDIT_SECOND_APPROVER_ABOVE)
      ? []
      : ['CREDIT_SECOND_APPROVER_ABOVE: needs amounts such as 10000 EUR, 12000 USD; each currency once.']),
    ...readRejectReasons(values.REJECT_REASONS).problems,
    ...clockProblems(values),
    ...readMailSenders(values.MAIL_SENDERS).problems,
    // Where a channel cannot be read, its keys say nothing.
    ...(channels.problems.length > 0
      ? []
      : [...readSiteKeys(values.SITE_KEYS, names).problems, ...eventProblems(values, channels.channels)]),
    ...(secret && !(tenant && client)
      ? ['DATAVERSE_CLIENT_SECRET needs DATAVERSE_TENANT_ID and DATAVERSE_CLIENT_ID as well.']
      : []),
    ...(values.CUSTOMERS_FROM_SALES === 'all' && values.APPROVAL_DESK !== 'sales'
      ? ['CUSTOMERS_FROM_SALES=all needs APPROVAL_DESK=sales: without Sales no customer comes from there.']
      : []),
    ...(values.CONFIRM_ADDRESS === 'require' && values.MAIL_RECEIVED !== 'true'
      ? ['CONFIRM_ADDRESS=require needs MAIL_RECEIVED=true: the mail has the link that confirms.']
      : []),
    ...(tenant && !secret
      ? ['DATAVERSE_TENANT_ID is for a client secret; give DATAVERSE_CLIENT_SECRET as well, or neither.']
      : []),
  ]
}

/**
 * Reads and checks all settings of the app at once.
 * @param environment names and values, as the process got them
 * @param about what is said of a setting that is missing or wrong
 * @throws WrongSettings that lists every problem
 */
export const readSettings = (
  environment: Readonly<Record<string, string | undefined>>,
  about: (name: SettingName) => string = () => 'See docs/reference/settings.md.',
): Settings => readConfiguration(settings, environment, contradictions, about)
