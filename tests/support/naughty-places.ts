// Every place where a stranger's text comes in, and what the app makes of it there, without a host in between.

import { readFormStamp } from '../../shared/channel/form-stamp.ts'
import { requestBody, typedValues } from '../../shared/channel/sign-up-form.ts'
import { pageLanguage } from '../../shared/channel/site.ts'
import { isStatusToken, statusToken } from '../../shared/channel/status-token.ts'
import { createChannelRequests } from '../../shared/channel/store/requests.ts'
import { createSubmitRequest, type SubmitResult } from '../../shared/channel/submit-request.ts'
import { languages } from '../../shared/domain/languages.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { listQuery } from '../../shared/headquarters/list-query.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { createProspectLists } from '../../shared/headquarters/store/prospect-lists.ts'
import { isSigned } from '../../shared/mail/event-signature.ts'
import { applyMailEvent, type MailEvent, readMailEvents } from '../../shared/mail/mail-events.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { isOneOf } from '../../shared/platform/secret.ts'
import { salesHint } from '../../shared/sales/sales-event.ts'
import { keptLog } from './http-samples.ts'
import { type Body, bodyWith, fullBody, valueAt } from './intake-samples.ts'
import type { memoryTable } from './memory-table.ts'
import { aSite } from './site-samples.ts'

/** What became of a text: taken in, or refused; and everything that was said about it. */
export type Fate = { readonly fate: 'taken' | 'refused'; readonly said: unknown }
export type Place = { readonly name: string; readonly put: (text: string) => Promise<Fate> | Fate }

const id = '11111111-2222-4333-8444-555555555555'
const secret = 'status-token-secret-of-the-tests-0123456789'
const now = () => new Date('2026-11-21T08:00:00Z')
const taken: Fate = { fate: 'taken', said: '' }
const refused = (said: unknown = ''): Fate => ({ fate: 'refused', said })
/** A text that can be nothing but refused here. */
const never = (isTaken: boolean): Fate => (isTaken ? taken : refused())

const fateOf = (result: SubmitResult): Fate =>
  result.outcome === 'accepted' ? { fate: 'taken', said: result.requestId } : refused(result)

const formWith = (path: string, text: string): URLSearchParams => {
  const form = new URLSearchParams(
    onboardingFields.map(({ path: name }): [string, string] => [name, String(valueAt(fullBody(), name) ?? '')]),
  )
  form.set('attributes.industry', 'Retail')
  form.set(path, text)
  // As it arrives: what a browser encodes is read again.
  return new URLSearchParams(form.toString())
}

/** The places of the intake: members of the JSON, names of attributes, the key, the network, fields of the form. */
const intakePlaces = (channel: ReturnType<typeof memoryTable>): Place[] => {
  const rules = { channels: ['default', 'benelux'], defaultLanguage: 'en' } as const
  const submit = createSubmitRequest({ requests: createChannelRequests(channel), rules, now })
  const fields = [...onboardingFields.map(({ path }) => path), 'attributes.industry']
  const holders = ['', 'company', 'company.address', 'requestor', 'attributes']
  return [
    ...fields.map((path) => ({
      name: `JSON ${path}`,
      put: async (text: string) => fateOf(await submit(bodyWith(path, text))),
    })),
    ...holders.map((path) => ({
      name: `JSON, in place of ${path || 'everything'}`,
      put: async (text: string) => fateOf(await submit(path === '' ? text : bodyWith(path, text))),
    })),
    ...holders.map((path) => ({
      name: `JSON, name of a member of ${path || 'the body'}`,
      put: async (text: string) => {
        const body = fullBody()
        const holder = (path === '' ? body : valueAt(body, path)) as Body
        Object.defineProperty(holder, text, { value: 'x', enumerable: true, configurable: true, writable: true })
        return fateOf(await submit(body))
      },
    })),
    { name: 'key', put: async (text) => fateOf(await submit(fullBody(), text)) },
    {
      name: 'network',
      put: async (text) => fateOf(await submit(bodyWith('comments', 'n'), undefined, { network: text })),
    },
    ...[...fields, 'renderedAt', 'unknown'].map((path) => ({
      name: `form ${path}`,
      put: async (text: string) => fateOf(await submit(requestBody(typedValues(formWith(path, text), ['industry'])))),
    })),
    {
      name: 'form, stamp',
      put: (text) => never(readFormStamp([secret], text, 0, 1000).outcome !== 'none'),
    },
  ]
}

const eventWith = (change: (event: Record<string, unknown>) => void): Record<string, unknown> => {
  const event = {
    MessageName: 'Update',
    PrimaryEntityName: 'lead',
    PrimaryEntityId: id,
    InputParameters: [{ key: 'Target', value: { Attributes: [{ key: 'originatingleadid', value: { Id: id } }] } }],
  }
  change(event)
  return event
}

/** A hint may hold an id that stood in the event, and nothing else of it. */
const hinted = (event: unknown): Fate => {
  const hint = salesHint(event)
  return typeof hint === 'string' ? refused(hint) : never(Object.values(hint).every((value) => value === id))
}

/** The places of the webhook, by what Dataverse says there. */
const webhookPlaces: Place[] = [
  { name: 'webhook, everything', put: (text) => hinted(text) },
  ...['MessageName', 'PrimaryEntityName', 'PrimaryEntityId', 'InputParameters', 'PostEntityImages'].map((member) => ({
    name: `webhook ${member}`,
    put: (text: string) => hinted(eventWith((event) => Object.assign(event, { [member]: text }))),
  })),
  {
    name: 'webhook, id of an opportunity',
    put: (text) =>
      hinted(eventWith((event) => Object.assign(event, { PrimaryEntityName: 'opportunity', PrimaryEntityId: text }))),
  },
  { name: 'webhook key', put: (text) => never(isOneOf(['sales-event-key-of-the-tests'], text)) },
]

/** The places of SendGrid's events. */
const mailPlaces = (headquarters: ReturnType<typeof memoryTable>): Place[] => {
  const store = createHeadquartersStore(headquarters)
  const { log } = keptLog()
  const apply = async (events: readonly MailEvent[]): Promise<Fate> => {
    for (const event of events) await applyMailEvent(store, event, now, log)
    return refused(events.filter(({ mailId, prospectId }) => mailId !== id || prospectId !== id))
  }
  return [
    { name: 'mail events, everything', put: (text) => apply(readMailEvents(text)) },
    { name: 'mail events, one of them', put: (text) => apply(readMailEvents([text])) },
    ...['event', 'mailId', 'prospectId', 'email', 'reason'].map((member) => ({
      name: `mail event ${member}`,
      put: (text: string) => apply(readMailEvents([{ event: 'bounce', mailId: id, prospectId: id, [member]: text }])),
    })),
    { name: 'mail events, signature', put: (text) => never(isSigned('AAAA', '1', text, Buffer.from('[]'))) },
    { name: 'mail events, time', put: (text) => never(isSigned('AAAA', text, 'AAAA', Buffer.from('[]'))) },
    { name: 'mail events, key', put: (text) => never(isSigned(text, '1', 'AAAA', Buffer.from('[]'))) },
  ]
}

const [channel] = aSite().channels
const knownLanguages: readonly string[] = languages.map(({ tag }) => tag)

/** The places of addresses: ids, tokens, languages, what is asked of the list. */
const addressPlaces = (headquarters: ReturnType<typeof memoryTable>): Place[] => [
  { name: 'id in a path', put: (text) => never(asGuid(text) !== undefined) },
  { name: 'token', put: (text) => never(isStatusToken([secret], id, text)) },
  {
    name: 'token, with more',
    put: (text) => never(text !== '' && isStatusToken([secret], id, statusToken(secret, id) + text)),
  },
  ...['status', 'missing', 'pageSize', 'cursor', 'unknown'].map((name) => ({
    name: `list ${name}`,
    put: async (text: string): Promise<Fate> => {
      const query = listQuery(new URLSearchParams({ [name]: text }))
      if ('errors' in query) return refused(query)
      return {
        fate: 'taken',
        said: await createProspectLists(headquarters)(query.status, query.pageSize, query.cursor),
      }
    },
  })),
  {
    name: 'language asked for',
    put: (text) => refused(knownLanguages.indexOf(pageLanguage(channel, text, null)) < 0 && text),
  },
  {
    name: 'language of the browser',
    put: (text) => refused(knownLanguages.indexOf(pageLanguage(channel, null, text)) < 0 && text),
  },
]

/** All places; what is taken in is stored in the tables. */
export const placesOf = (channel: ReturnType<typeof memoryTable>, headquarters: ReturnType<typeof memoryTable>) => [
  ...intakePlaces(channel),
  ...webhookPlaces,
  ...mailPlaces(headquarters),
  ...addressPlaces(headquarters),
]
