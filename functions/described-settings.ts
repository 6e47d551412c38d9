// What is said of every setting for people; the reference page and the start on a laptop tell it. The app itself, which has
// to start soon, names the settings that keep it from starting and the page.

import { languages } from '../shared/domain/languages.ts'
import type { SettingName } from './settings.ts'

const tags = languages.map(({ tag }) => tag)

const abouts: Readonly<Record<SettingName, string>> = {
  PUBLIC_URL:
    'Address under which applicants reach this app, without a path; the links to the status page begin with it, where their channel has no host of its own.',
  STATUS_TOKEN_SECRET:
    'Signs the secret links to the status page: at least 32 characters, or two of them with a comma while the first replaces the second.',
  STATUS_LINK_DAYS: 'The link to the status page ends so many days after the decision; 0 = never.',
  SITE_NAME: 'Name of the B2B site on pages and in mails.',
  SITE_SIGN_IN_URL:
    'Where an approved partner signs in; the approval mail and the status page link there. Empty = no link.',
  DEFAULT_LANGUAGE: `Language of pages and mails for requests that name none of ours: ${tags.slice(0, -1).join(', ')} or ${tags.at(-1)}.`,
  CHANNELS:
    'The sales channels a request may name; the first is the default. Names separated by commas, or a JSON list that says more of each: docs/integrate.md, Channels.',
  PARTNER_PAGES:
    'true: approved partners manage their users on the ready pages under /account, where they sign in by a link in a mail. false: there is nothing there; for sites that have pages of their own.',
  ONBOARDING_ATTRIBUTES:
    'Names of the site’s own form fields, separated by commas (up to 20). Empty = any name is taken and the form shows none.',
  LIMIT_PER_ADDRESS:
    'Requests per hour for one e-mail address, whatever its spelling; 0 = no limit. What counts: the limits in docs/operate.md.',
  LIMIT_PER_NETWORK:
    'Attempts per hour from one network: an IPv4 address, the /64 of an IPv6 one. Four times as many from its /24 or /48. 0 = no limit for applicants of sites with a key; everybody else then has 300. A site’s own server needs a key (SITE_KEYS), not 0.',
  LIMIT_IN_ALL:
    'Requests per hour in all; 0 = no limit. A quarter is kept for sites with a key where there are any, and half of the rest for networks with few requests.',
  SITE_KEYS:
    'Keys by which the sites’ own servers prove themselves in the header x-site-key, as JSON by channel: { "eu": ["key", "next key"] }; one or two of each, at least 32 characters. Empty = no site has one.',
  SITE_EVENT_SECRETS:
    'Secrets by which sites recognize what is sent to their eventsUrl (Standard Webhooks), as JSON by channel: { "eu": ["whsec_…"] }; one or two of each, which then both sign. Needed where a channel has an eventsUrl.',
  CALLER_ADDRESS_HEADER:
    'Header in which the outermost proxy that you trust writes where a caller is. Another one than x-forwarded-for only where every request comes through that proxy.',
  CALLER_ADDRESS_HOPS:
    'How many proxies of your own stand between that one and this app, each of which adds an entry to the header; 1 behind one front door, 0 without.',
  FORWARDED_HOST_HEADER:
    'Header in which the outermost proxy that you trust names the host that was asked for, such as x-forwarded-host; channels with hosts of their own are told apart by it. Empty = the Host header. Only where every request comes through that proxy.',
  LEAST_FILL_SECONDS: 'A sign-up form that comes back sooner than this was filled in by a program, and is shown again.',
  KEEP_HELD_DAYS:
    'Requests that were kept apart (the hidden field was filled in) are removed so many days after they came, unless staff settle them before; 0 = never.',
  KEEP_REJECTED_DAYS:
    'Rejected and withdrawn requests lose everything personal so many days after that was decided, and a line without it stays; 0 = never. It cannot be taken back.',
  PARTNER_MAX_USERS:
    'How many users a partner may have, of whom Pending, Active and Disabled ones count; 0 = no limit. Staff can set another number for one partner.',
  CUSTOMER_GROUPS:
    'Codes of the customer groups that customers may have, each alone or with what staff read (wholesale=Wholesale), separated by commas. Empty = there are none.',
  PRICE_GROUPS: 'The same for price groups.',
  PAYMENT_TERMS: 'The same for terms of payment (net30=30 days net).',
  CURRENCIES: 'The same for currencies, by their codes of ISO 4217. Empty = every currency.',
  CREDIT_SECOND_APPROVER_ABOVE:
    'Credit limits above these amounts wait for a second person with the role Approver: `10000 EUR, 12000 USD`. A currency that is not named is bounded by 0. Empty = one person decides. With `credit` in `SECOND_APPROVER` it says nothing more: every change waits.',
  UNDO_MINUTES:
    'How long a decision that staff made in headquarters can be taken back: so long it waits, and its mail with it; 0 = it takes effect at once.',
  SECOND_APPROVER:
    'Which acts a second Approver confirms: none, duplicates (decisions on prospects with likely duplicates), credit (every change of it, and every limit that a seller types), both separated by a comma, or all.',
  REJECT_REASONS:
    'Reasons for which staff reject a request, as JSON: [{ "code": "outside-area", "public": true, "texts": { "en": "…", "nl": "…" } }]. What a public one says may stand in the rejection mail. Empty = a built-in list.',
  STAGE_TARGETS:
    'How many working hours a prospect may stay in a stage: `Open=40, Lead open=16/40`. `Open` is the target of every stage that is not named; a second number is the target after which it is overdue for the second time. Empty = nothing is ever overdue.',
  WORKING_TIME:
    'The hours that count for that: days of the week, hours of the day and a time zone of the IANA database, such as `Mon-Fri 09:00-17:30 Europe/Amsterdam`, `Sun-Thu 08:00-16:00 Asia/Dubai` or `Mon,Wed-Fri 09:00-24:00 UTC`.',
  HOLIDAYS: 'Days on which nothing counts, as `2026-12-25,2027-01-01`.',
  QUESTION_REMINDERS:
    'When an applicant who does not answer a question is reminded of it, reminded again, and the question is closed: three numbers of days after it was asked, such as `3,7,14`. Empty = never.',
  PULL_CHANNEL_REQUESTS_SCHEDULE: 'When job P-0001 runs (six-field NCRONTAB, UTC).',
  SYNCHRONIZE_CHANNEL_REQUESTS_SCHEDULE: 'When the job Synchronize orders and channel requests runs.',
  PUSH_CUSTOMERS_TO_CHANNEL_SCHEDULE: 'When job 1010 (Customers) runs.',
  CATCH_UP_WITH_SALES_SCHEDULE: 'When Sales is compared with headquarters, to find what no event told.',
  SYNCHRONIZE_INITIALLY_SCHEDULE:
    'When an initial synchronization that staff began goes on, with CUSTOMERS_FROM_SALES=all; otherwise there is nothing to do.',
  KEEP_LISTS_SCHEDULE: 'When what is counted of prospects is added up.',
  SEAL_TIMELINES_SCHEDULE: 'When timelines that changed are sealed by the audit trail.',
  VERIFY_AUDIT_TRAIL_SCHEDULE: 'When the audit trail is checked.',
  REMIND_APPLICANTS_SCHEDULE: 'When applicants are reminded of questions that they did not answer.',
  ERASE_OUTDATED_SCHEDULE: 'When the job that erases personal data runs, and ends erasures that were cut off.',
  REMOVE_OUTDATED_ROWS_SCHEDULE:
    'When what was needed for a while only is removed: buckets of limits, showings of the form, requests that were kept apart, what sites were told.',
  CATCH_UP_ROUND_MINUTES:
    'How often the catch-up compares fifty more prospects and their customers with Sales by their ids, to find what was deleted there (0 = with each run).',
  MAIL_RECEIVED:
    'true: whoever hands in a request gets the mail Request received, with the link to its status. false: nothing until the decision.',
  CONFIRM_ADDRESS:
    'What the mail Request received asks: off (nothing), flag (to confirm the address; the prospect shows whether that was done), require (the lead waits for it; after 7 days the request ends without a mail).',
  MAIL_AFTER_PUSH:
    'true: the approval mail waits until job 1010 has let the requestor sign in. false: it leaves with the approval.',
  HEADQUARTERS_ACCESS:
    'Who may see headquarters: closed (nobody), app-service (App Service authentication with the roles Headquarters.Reader, Headquarters.Approver, Headquarters.Admin) or local (anybody on this machine; honoured only when the app is bound to 127.0.0.1).',
  HEADQUARTERS_TENANT_ID:
    'The Entra tenant whose people may be staff, for HEADQUARTERS_ACCESS=app-service. Who signs in elsewhere is refused, whatever roles they bring; empty = everybody is.',
  HEADQUARTERS_SIGN_IN_STRENGTH:
    'How strongly staff must have signed in, for HEADQUARTERS_ACCESS=app-service: mfa (the claim amr of the sign-in names it) or an authentication context of the tenant, c1 to c99 (its claim acrs names it). Who signed in otherwise is refused. Empty = as the tenant has it.',
  HEADQUARTERS_BLOCKED:
    'Object ids of people and applications whose sessions end at once, whatever their roles, separated by commas: the platform’s session would go on until its time is over.',
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT:
    'Read by the Functions host: largest body in bytes that it takes in for any address, before the app sees it.',
  APPROVAL_DESK:
    'Where prospects are decided on: sales (sellers, in Dynamics 365 Sales) or headquarters (staff, on the pages of headquarters; no setting of Sales is needed then, and nothing is written there).',
  CUSTOMERS_FROM_SALES:
    'Which customers come from Sales: onboarding (the accounts and contacts that an onboarding or staff bring) or all (every active account with the relationship type Customer, and its contacts; npm run sales:install and then the job Initial synchronization).',
  QUESTION_MARK:
    'With which a note on a lead begins that asks the applicant something: a word of letters, digits and hyphens, with # or ! before it or a colon behind it where wanted (empty: sellers ask nothing by notes).',
  SALES_EVENT_KEYS:
    'Keys accepted from Dataverse webhooks in the header x-sales-event-key: one, or two separated by a comma while one replaces the other; each at least 16 characters.',
  DATAVERSE_URL: 'Address of the Dynamics 365 Sales organization, such as https://contoso.crm.dynamics.com.',
  DATAVERSE_TENANT_ID: 'Tenant of the application user. Empty = the managed identity signs in.',
  DATAVERSE_CLIENT_ID: 'Client id of the application user, or of the managed identity.',
  DATAVERSE_CLIENT_SECRET: 'Client secret of the application user. Empty = the managed identity signs in.',
  SALES_CREDIT_COLUMNS:
    'Which columns of accounts hold credit: standard (creditlimit and creditonhold) or dual-write, where the organization has msdyn_onholdstatus, msdyn_creditlimitismandatory and msdyn_creditrating as well: on hold, mandatory and rating then go both ways. Seen by Catch up with Sales, as no event tells of these.',
  DATAVERSE_AUTHORITY: 'Where tokens for Dataverse come from when a client secret is used.',
  BREAKER_ERRORS: 'The bridge pauses itself after this many catch-up errors within BREAKER_MINUTES.',
  BREAKER_MINUTES: 'The time within which BREAKER_ERRORS are counted.',
  STAFF_MAIL: 'Address of the staff who are told by mail when the bridge pauses itself. Empty = nobody.',
  SENDGRID_API_KEY: 'API key with the right Mail Send.',
  SENDGRID_URL: 'Address of the SendGrid API; https://api.eu.sendgrid.com for the European region.',
  SENDGRID_EVENT_PUBLIC_KEY: 'Verification key of the SendGrid event webhook (base64). Empty = its events are refused.',
  MAIL_FROM: 'Sender’s address of the mails to applicants; verified with SendGrid.',
  MAIL_SENDERS:
    'Who mails of a template may be sent by instead of the sender of the channel, as JSON: [{ "name": "Onboarding", "email": "onboarding@shop.example" }]. Each address must be verified with SendGrid.',
  MAIL_REPLY_TO: 'Address for answers. Empty = the sender’s address.',
}

/** What a setting is for. */
export const aboutSetting = (name: SettingName): string => abouts[name]
