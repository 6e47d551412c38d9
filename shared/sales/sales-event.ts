// What a Dataverse event is about. Only ids are taken from it: an event is a hint to look, its content is not believed.
// https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks#data-passed

import type { SalesHint } from '../domain/messages.ts'
import { asGuid } from '../platform/ids.ts'
import { markerColumn } from './marker.ts'

type Context = Readonly<Record<string, unknown>>

// Dataverse has an empty GUID where a message names no row.
const emptyGuid = '00000000-0000-0000-0000-000000000000'
const asRowId = (value: unknown): string | undefined => {
  const id = asGuid(value)
  return id === emptyGuid ? undefined : id
}
const asContext = (value: unknown): Context | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Context) : undefined

/** Finds a value in Dataverse's lists of `{ key, value }`. */
const findValue = (pairs: unknown, key: string): unknown =>
  Array.isArray(pairs) ? pairs.map(asContext).find((pair) => pair?.['key'] === key)?.['value'] : undefined

/** The row as it was after the event, or before it, as far as the step asked for it. */
const imagesOf = (context: Context): (Context | undefined)[] => {
  const after = Array.isArray(context['PostEntityImages']) ? context['PostEntityImages'] : []
  const before = Array.isArray(context['PreEntityImages']) ? context['PreEntityImages'] : []
  return [...after, ...before].map((pair) => asContext(asContext(pair)?.['value']))
}

const entities = (context: Context): (Context | undefined)[] => [
  asContext(findValue(context['InputParameters'], 'Target')),
  ...imagesOf(context),
]

const originatingLead = (context: Context): string | undefined => {
  for (const entity of entities(context)) {
    const reference = asContext(findValue(entity?.['Attributes'], 'originatingleadid'))
    const id = asRowId(reference?.['Id'])
    if (id) return id
  }
  return undefined
}

// Win and Lose name the opportunity in their close activity; both spellings of the message occur.
const closing = new Set(['Win', 'Lose', 'WinOpportunity', 'LoseOpportunity'])

const closedOpportunity = (context: Context): string | undefined => {
  const close = asContext(findValue(context['InputParameters'], 'OpportunityClose'))
  return asRowId(asContext(findValue(close?.['Attributes'], 'opportunityid'))?.['Id'])
}

/**
 * Where the customer of an account or contact would be kept: where the lead is that it came from, or else itself. Only an
 * image says whether there is one; nothing is said of a row that is marked as ours, which may have lost its lead.
 */
const cameWith = (context: Context, id: string): { readonly cameWith?: string } => {
  const images = imagesOf(context).filter((image) => image !== undefined)
  const isMarked = images.some((image) => findValue(image['Attributes'], markerColumn))
  return images.length === 0 || isMarked ? {} : { cameWith: originatingLead(context) ?? id }
}

/**
 * Reads the context that Dataverse posts to a webhook or puts on a Service Bus queue.
 * @returns the hint, `irrelevant` for an event of another table, or `unreadable` when it is no such context
 */
export const salesHint = (body: unknown): SalesHint | 'irrelevant' | 'unreadable' => {
  const context = asContext(body)
  if (!context || typeof context['MessageName'] !== 'string') return 'unreadable'
  const entity = context['PrimaryEntityName']
  const primary = asRowId(context['PrimaryEntityId'])
  if (entity === 'lead') {
    const leadId = primary ?? asRowId(asContext(findValue(context['InputParameters'], 'LeadId'))?.['Id'])
    return leadId ? { leadId } : 'unreadable'
  }
  if (entity === 'account') return primary ? { accountId: primary, ...cameWith(context, primary) } : 'unreadable'
  if (entity === 'contact') return primary ? { contactId: primary, ...cameWith(context, primary) } : 'unreadable'
  if (entity !== 'opportunity') return 'irrelevant'
  const leadId = originatingLead(context)
  if (leadId) return { leadId }
  const opportunityId = closing.has(context['MessageName']) ? (closedOpportunity(context) ?? primary) : primary
  return opportunityId ? { opportunityId } : 'unreadable'
}
