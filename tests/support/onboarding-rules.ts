// What must be true of one approved onboarding in real services, whatever happened on the way to it.

import { createChannelStore } from '../../shared/channel/store/channel-store.ts'
import { createChannelUsers } from '../../shared/channel/store/users.ts'
import type { CustomerHierarchy } from '../../shared/domain/customer-hierarchy.ts'
import { readProspectView } from '../../shared/headquarters/read-prospect-view.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import type { MailRecord } from '../../shared/headquarters/store/mail-record.ts'
import { timelineLine } from '../../shared/languages/staff/en/timeline.ts'
import { shardOf, shards } from '../../shared/platform/shards.ts'
import type { Table } from '../../shared/platform/table.ts'

export type Kept = { readonly channel: Table; readonly headquarters: Table; readonly errors: Table }

/** What the salesperson and the applicant see of one onboarding. */
export type Outside = {
  readonly email: string
  /** Rows of Sales by the set they are in, found by what they belong to. */
  readonly rows: (path: string) => Promise<readonly Record<string, unknown>[]>
  readonly mails: number
}

/** How far the mail of the approval has come. */
export const approvalMail = async ({ headquarters }: Kept, requestId: string): Promise<MailRecord | undefined> => {
  const prospect = await createHeadquartersStore(headquarters).prospects.read(requestId)
  return prospect?.mails[0]?.value
}

/**
 * Everything that is not as it must be after an approval.
 * @param unknownEnd whether a call to the mail service may have ended unheard, so that its mail may be held or told twice
 */
export const approvalViolations = async (
  kept: Kept,
  requestId: string,
  outside: Outside,
  unknownEnd: boolean,
): Promise<string[]> => {
  const found: string[] = []
  const rule = (holds: boolean, what: string): void => {
    if (!holds) found.push(`${requestId}: ${what}`)
  }
  const view = await readProspectView(createHeadquartersStore(kept.headquarters), requestId)
  rule(view !== undefined, 'there is no prospect')
  if (!view) return found
  rule(view.status === 'Approved' && view.decision?.number === 1, `is ${view.status} by ${view.decision?.number}`)
  rule(view.flags.length === 0, `is flagged ${view.flags.join()}`)
  const made = view.timeline
    .map(timelineLine)
    .filter(({ what }) => /created from a channel request|^Prospect approved$/.test(what))
  rule(made.length === 2, 'the timeline does not tell one beginning and one approval')
  const types = view.customers.map(({ type }) => type).join()
  rule(types === 'Organization,Person', `has customers ${types}`)
  const roles = view.hierarchy?.members.map(({ role }) => role).join()
  rule(roles === 'Admin', `has a hierarchy of ${roles}`)

  const only = async (what: string, path: string): Promise<void> => {
    const { length } = await outside.rows(path)
    rule(length === 1, `has ${length} ${what}`)
  }
  await only('leads', `leads?$select=leadid&$filter=emailaddress1 eq '${outside.email}'`)
  await only('notes', `annotations?$select=annotationid&$filter=_objectid_value eq ${requestId}`)
  await only('opportunities', `opportunities?$select=name&$filter=_originatingleadid_value eq ${requestId}`)
  await only('accounts', `accounts?$select=name&$filter=_originatingleadid_value eq ${requestId}`)
  await only('contacts', `contacts?$select=lastname&$filter=_originatingleadid_value eq ${requestId}`)

  const _shard = shardOf(requestId)
  const state = await createChannelStore(kept.channel).requests.status(requestId)
  rule(state?.status === 'Approved', `the applicant sees ${state?.status}`)
  const person = view.customers[1]?.customerId ?? ''
  const organization = view.customers[0]?.customerId ?? ''
  const user = await createChannelUsers(kept.channel).read(organization, person)
  rule(user?.value.status === 'Active', 'the requestor cannot sign in')

  const mail = await approvalMail(kept, requestId)
  const told = mail?.state === 'Accepted' || (unknownEnd && mail?.state === 'Sending')
  rule(told, `the mail is ${mail?.state}`)
  rule(outside.mails === 1 || (unknownEnd && outside.mails <= 2), `was told ${outside.mails} times`)
  // Told twice is right only when the first call's end was unknown, and then the row says so.
  rule(outside.mails < 2 || (mail?.tries ?? 0) === 2, 'was told twice without a mark')
  return found
}

/** Whatever is still waiting in the tables or was given up, of all onboardings. */
export const leftovers = async ({ channel, headquarters, errors }: Kept): Promise<string[]> => {
  const ranges: [Table, string][] = [
    [channel, 'pending'],
    [headquarters, 'incoming'],
    [headquarters, 'push'],
    [headquarters, 'push-new'],
    [headquarters, 'watch'],
    [errors, 'error'],
  ]
  const rows = await Promise.all(
    ranges.flatMap(([table, kind]) => [...shards, 'incoming'].map((part) => table.range(part, `${kind}|`, `${kind}}`))),
  )
  const parked = await errors.range('bridge', 'parked|', 'parked}')
  // What keeps the place of a decided request for its day is none that waits.
  const left = rows.flat().filter(({ value }) => !('decidedOn' in (value as object)))
  return [...left, ...parked].map(({ key }) => key)
}

/** Numbers and ids that are there twice among all prospects, customers and hierarchies. */
export const repeatedNumbers = async ({ headquarters }: Kept): Promise<string[]> => {
  const rows = (await Promise.all(shards.map((shard) => headquarters.range(shard, '0', 'g')))).flat()
  const numbered = rows
    .filter(({ key }) => /\|[ach]$/.test(key))
    .map(({ key, value }) => (value as Numbered).number ?? key)
  return numbered.filter((number, at) => numbered.indexOf(number) !== at)
}

type Numbered = Partial<Pick<CustomerHierarchy, 'number'>>
