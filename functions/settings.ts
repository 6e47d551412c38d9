// The one table of app settings, and what must hold between them. The start-up check, the local environment, the Azure
// template and the reference page are all fed from it, so they cannot drift apart.

import { readSiteKeys } from '../shared/channel/site-keys.ts'
import { languages } from '../shared/domain/languages.ts'
import { type Configuration, readConfiguration, type Setting } from '../shared/platform/configuration.ts'
import { type ScheduleSetting, timerRows } from './timers.ts'

// What is sent there must be encrypted; only this machine is an exception. A name and password before the host (they
// would be logged and shown with the address) are refused, and so is what browsers take for a slash.
const host = '(https:\\/\\/[^\\s/@?#\\\\]+|http:\\/\\/(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?)'
const url = new RegExp(`^${host}(/\\S*)?$`)
const urlOrNone = new RegExp(`^(${host}([/?#]\\S*)?)?$`)
/** Bytes that the host takes in: somewhat more than any address does, which then says so itself. */
export const bodyLimit = 2_621_440
const yesOrNo = /^(true|false)$/
const count = /^\d{1,6}$/
const wholeNumber = /^[1-9]\d{0,5}$/
const tags = languages.map(({ tag }) => tag)

const schedules = timerRows.map(
  ({ schedule, when, usually = '0 * * * * *' }): Setting<ScheduleSetting> => ({
    name: schedule,
    about: when,
    default: usually,
    form: /^\S+( \S+){4,5}$/,
  }),
)

export const settings = [
  {
    name: 'PUBLIC_URL',
    about: 'Address under which applicants reach this app, without a path; the links to the status page begin with it.',
    form: url,
  },
  {
    name: 'STATUS_TOKEN_SECRET',
    about:
      'Signs the secret links to the status page: at least 32 characters, or two of them with a comma while the first replaces the second.',
    secret: true,
    form: /^[^,]{32,}(,[^,]{32,})?$/,
  },
  {
    name: 'STATUS_LINK_DAYS',
    about: 'The link to the status page ends so many days after the decision; 0 = never.',
    default: '90',
    form: count,
  },
  { name: 'SITE_NAME', about: 'Name of the B2B site on pages and in mails.', default: 'Partner site' },
  {
    name: 'SITE_SIGN_IN_URL',
    about: 'Where an approved partner signs in; the approval mail and the status page link there. Empty = no link.',
    default: '',
    form: urlOrNone,
  },
  {
    name: 'DEFAULT_LANGUAGE',
    about: `Language of pages and mails for requests that name none of ours: ${tags.slice(0, -1).join(', ')} or ${tags.at(-1)}.`,
    default: 'en',
    form: new RegExp(`^(${tags.join('|')})$`),
  },
  {
    name: 'CHANNELS',
    about: 'Names of the sales channels a request may name, separated by commas; the first is the default.',
    default: 'default',
    form: /^[\w-]+(,[\w-]+)*$/,
  },
  {
    name: 'ONBOARDING_ATTRIBUTES',
    about:
      'Names of the site’s own form fields, separated by commas (up to 20). Empty = any name is taken and the form shows none.',
    default: '',
    form: /^([A-Za-z][\w-]{0,39}(,[A-Za-z][\w-]{0,39}){0,19})?$/,
  },
  {
    name: 'LIMIT_PER_ADDRESS',
    about:
      'Requests per hour for one e-mail address, whatever its spelling; 0 = no limit. What counts: the limits in docs/operate.md.',
    default: '10',
    form: count,
  },
  {
    name: 'LIMIT_PER_NETWORK',
    about:
      'Attempts per hour from one network: an IPv4 address, the /64 of an IPv6 one. Four times as many from its /24 or /48. 0 = no limit for applicants of sites with a key; everybody else then has 300. A site’s own server needs a key (SITE_KEYS), not 0.',
    default: '300',
    form: count,
  },
  {
    name: 'LIMIT_IN_ALL',
    about:
      'Requests per hour in all; 0 = no limit. A quarter is kept for sites with a key where there are any, and half of the rest for networks with few requests.',
    default: '6000',
    form: count,
  },
  {
    name: 'SITE_KEYS',
    about:
      'Keys by which the sites’ own servers prove themselves in the header x-site-key, as JSON by channel: { "eu": ["key", "next key"] }; one or two of each, at least 32 characters. Empty = no site has one.',
    default: '',
    secret: true,
  },
  {
    name: 'CALLER_ADDRESS_HEADER',
    about:
      'Header in which the outermost proxy that you trust writes where a caller is. Another one than x-forwarded-for only where every request comes through that proxy.',
    default: 'x-forwarded-for',
    form: /^[a-z][a-z0-9-]{0,63}$/,
  },
  {
    name: 'CALLER_ADDRESS_HOPS',
    about:
      'How many proxies of your own stand between that one and this app, each of which adds an entry to the header; 1 behind one front door, 0 without.',
    default: '0',
    form: /^\d$/,
  },
  {
    name: 'LEAST_FILL_SECONDS',
    about: 'A sign-up form that comes back sooner than this was filled in by a program, and is shown again.',
    default: '2',
    form: count,
  },
  ...schedules,
  {
    name: 'CATCH_UP_ROUND_MINUTES',
    about:
      'How often the catch-up compares fifty more prospects and their customers with Sales by their ids, to find what was deleted there (0 = with each run).',
    default: '5',
    form: count,
  },
  {
    name: 'MAIL_AFTER_PUSH',
    about:
      'true: the approval mail waits until job 1010 has let the requestor sign in. false: it leaves with the approval.',
    default: 'true',
    form: yesOrNo,
  },
  {
    name: 'HEADQUARTERS_ACCESS',
    about:
      'Who may see headquarters: closed (nobody), app-service (App Service authentication with the roles Headquarters.Reader, Headquarters.Approver, Headquarters.Admin) or local (anybody on this machine; honoured only when the app is bound to 127.0.0.1).',
    default: 'closed',
    form: /^(closed|app-service|local)$/,
  },
  {
    name: 'HEADQUARTERS_TENANT_ID',
    about:
      'The Entra tenant whose people may be staff, for HEADQUARTERS_ACCESS=app-service. Who signs in elsewhere is refused, whatever roles they bring; empty = everybody is.',
    default: '',
    form: /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/i,
  },
  {
    name: 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT',
    about:
      'Read by the Functions host: largest body in bytes that it takes in for any address, before the app sees it.',
    default: String(bodyLimit),
    form: /^[1-9]\d{5,8}$/,
  },
  {
    name: 'SALES_EVENT_KEYS',
    about:
      'Keys accepted from Dataverse webhooks in the header x-sales-event-key: one, or two separated by a comma while one replaces the other; each at least 16 characters.',
    secret: true,
    form: /^[^\s,]{16,}(,[^\s,]{16,})?$/,
  },
  {
    name: 'DATAVERSE_URL',
    about: 'Address of the Dynamics 365 Sales organization, such as https://contoso.crm.dynamics.com.',
    form: url,
  },
  {
    name: 'DATAVERSE_TENANT_ID',
    about: 'Tenant of the application user. Empty = the managed identity signs in.',
    default: '',
  },
  { name: 'DATAVERSE_CLIENT_ID', about: 'Client id of the application user, or of the managed identity.', default: '' },
  {
    name: 'DATAVERSE_CLIENT_SECRET',
    about: 'Client secret of the application user. Empty = the managed identity signs in.',
    default: '',
    secret: true,
  },
  {
    name: 'DATAVERSE_AUTHORITY',
    about: 'Where tokens for Dataverse come from when a client secret is used.',
    default: 'https://login.microsoftonline.com',
    form: url,
  },
  {
    name: 'BREAKER_ERRORS',
    about: 'The bridge pauses itself after this many catch-up errors within BREAKER_MINUTES.',
    default: '10',
    form: wholeNumber,
  },
  {
    name: 'BREAKER_MINUTES',
    about: 'The time within which BREAKER_ERRORS are counted.',
    default: '15',
    form: wholeNumber,
  },
  {
    name: 'STAFF_MAIL',
    about: 'Address of the staff who are told by mail when the bridge pauses itself. Empty = nobody.',
    default: '',
    form: /^([^\s@]+@[^\s@]+)?$/,
  },
  { name: 'SENDGRID_API_KEY', about: 'API key with the right Mail Send.', secret: true, form: /^\S+$/ },
  {
    name: 'SENDGRID_URL',
    about: 'Address of the SendGrid API; https://api.eu.sendgrid.com for the European region.',
    default: 'https://api.sendgrid.com',
    form: url,
  },
  {
    name: 'SENDGRID_EVENT_PUBLIC_KEY',
    about: 'Verification key of the SendGrid event webhook (base64). Empty = its events are refused.',
    default: '',
  },
  {
    name: 'MAIL_FROM',
    about: 'Sender’s address of the mails to applicants; verified with SendGrid.',
    form: /^[^\s@]+@[^\s@]+$/,
  },
  {
    name: 'MAIL_REPLY_TO',
    about: 'Address for answers. Empty = the sender’s address.',
    default: '',
    form: /^([^\s@]+@[^\s@]+)?$/,
  },
] as const satisfies readonly Setting[]

/** The items of a setting that lists some. */
export const listed = (text: string): string[] => text.split(',').filter((item) => item !== '')

export type SettingName = (typeof settings)[number]['name']

export type Settings = Configuration<SettingName>

/** What is wrong between settings that are right by themselves. */
const contradictions = (values: Settings['values']): string[] => {
  const { DATAVERSE_CLIENT_SECRET: secret, DATAVERSE_TENANT_ID: tenant, DATAVERSE_CLIENT_ID: client } = values
  return [
    ...readSiteKeys(values.SITE_KEYS, listed(values.CHANNELS)).problems,
    ...(secret && !(tenant && client)
      ? ['DATAVERSE_CLIENT_SECRET needs DATAVERSE_TENANT_ID and DATAVERSE_CLIENT_ID as well.']
      : []),
    ...(tenant && !secret
      ? ['DATAVERSE_TENANT_ID is for a client secret; give DATAVERSE_CLIENT_SECRET as well, or neither.']
      : []),
  ]
}

/**
 * Reads and checks all settings of the app at once.
 * @param environment names and values, as the process got them
 * @throws WrongSettings that lists every problem
 */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Settings =>
  readConfiguration(settings, environment, contradictions)
