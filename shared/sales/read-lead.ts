// Everything Sales knows of one lead, in one call: its state, its opportunities and how they were closed, and the accounts
// and contacts that belong to it. What the app may not read is not known, and is left out the next times.

import type { CreditColumns, CustomerType } from '../domain/customer-fields.ts'
import type { SalesOpportunity, SalesRecord, SalesSnapshot } from '../domain/sales-outcome.ts'
import { customerColumns, type ReadRecord } from './customer-rows.ts'
import { isDenied } from './failures.ts'
import { customerTables } from './field-map.ts'
import type { ReadRow } from './read-row.ts'
import { rowAt, rowsAt, type SalesRow } from './sales-row.ts'
import { closings, leadColumns, leadOf, masterOfLead, opportunityColumns, opportunityOf } from './sales-states.ts'
import { notesOfLead, sellerNoteOf } from './seller-notes.ts'

const customers = {
  Organization: { made: 'account_originating_lead', parent: 'parentaccountid' },
  Person: { made: 'contact_originating_lead', parent: 'parentcontactid' },
} as const

const ofCustomers = (type: CustomerType, columns: CreditColumns): string =>
  Object.values(customers[type])
    .map((name) => `${name}($select=${customerColumns(type, columns)})`)
    .join(',')

/** What is read of other tables, each of which the app may be denied. */
const partsWith = (columns: CreditColumns, mark: string) => ({
  master: masterOfLead,
  closings: `opportunity_originating_lead($select=${opportunityColumns};$expand=${closings})`,
  opportunities: `opportunity_originating_lead($select=${opportunityColumns})`,
  accounts: ofCustomers('Organization', columns),
  contacts: ofCustomers('Person', columns),
  ...(mark === '' ? {} : { notes: notesOfLead(mark) }),
})
type Parts = ReturnType<typeof partsWith>
type Part = keyof Parts
const partsOf = (parts: Parts) => Object.keys(parts) as Part[]

const pathOf = (parts: Parts, leadId: string, denied: ReadonlySet<Part>): string => {
  const asked = partsOf(parts).filter(
    (part) => !denied.has(part) && !(part === 'opportunities' && !denied.has('closings')),
  )
  const expand = asked.length === 0 ? '' : `&$expand=${asked.map((part) => parts[part]).join(',')}`
  return `leads(${leadId})?$select=${leadColumns}${expand}`
}

/** For so long it is not asked again whether a part may be read now. */
const deniedForMs = 10 * 60_000

type Named = readonly (string | undefined)[]
type Found = { readonly records: SalesRecord[]; readonly unreadable: string[] }

// One merge after another, of one that was merged before; more than this is no chain of people's making.
const mostMerges = 8

/** @param now milliseconds */
export const createLeadReader = (
  readRow: ReadRow,
  recordOf: ReadRecord,
  now: () => number,
  creditColumns: CreditColumns,
  questionMark = '',
): ((leadId: string) => Promise<SalesSnapshot>) => {
  const parts = partsWith(creditColumns, questionMark)
  const allParts = partsOf(parts)
  let known: { readonly denied: ReadonlySet<Part>; readonly at: number } = { denied: new Set(), at: 0 }

  const findDenied = async (leadId: string): Promise<ReadonlySet<Part>> => {
    const denied = new Set<Part>()
    for (const part of allParts) {
      try {
        await readRow(`leads(${leadId})?$select=statecode&$expand=${parts[part]}`)
      } catch (error) {
        if (!isDenied(error)) throw error
        denied.add(part)
      }
    }
    return denied
  }

  /** Reads as much of the lead as the app may. @throws SalesUnavailable when it may not read leads */
  const read = async (leadId: string): Promise<SalesRow | undefined> => {
    const denied = now() - known.at < deniedForMs ? known.denied : new Set<Part>()
    try {
      return await readRow(pathOf(parts, leadId, denied))
    } catch (error) {
      if (!isDenied(error)) throw error
      // Which of the tables it is, Sales says in words only.
      const found = await findDenied(leadId)
      if (allParts.every((part) => found.has(part) === denied.has(part))) throw error
      known = { denied: found, at: now() }
      return await readRow(pathOf(parts, leadId, found))
    }
  }

  const readRecord = async (type: CustomerType, id: string): Promise<SalesRecord | 'missing' | 'unreadable'> => {
    try {
      const row = await readRow(`${customerTables[type].set}(${id})?$select=${customerColumns(type, creditColumns)}`)
      return row ? await recordOf(type, row) : 'missing'
    } catch (error) {
      if (isDenied(error)) return 'unreadable'
      throw error
    }
  }

  /**
   * The accounts or contacts of a lead, with those that are named besides and those into which they were merged: the
   * seller may have chosen one that this lead did not make.
   */
  const recordsOf = async (type: CustomerType, lead: SalesRow, named: Named): Promise<Found> => {
    const { made, parent } = customers[type]
    const first = [rowAt(lead, parent), ...(rowsAt(lead, made) ?? [])]
    const records = new Map<string, SalesRecord>()
    for (const row of first) {
      const record = row && (await recordOf(type, row))
      if (record) records.set(record.id, record)
    }
    // Whether the lead made one is not known: none may be made instead.
    const unreadable: string[] = rowsAt(lead, made) ? [] : [customerTables[type].set]
    const asked = new Set<string>()
    for (let round = 0; round < mostMerges; round += 1) {
      const wanted = [...named, ...[...records.values()].map(({ mergedInto }) => mergedInto)]
      const missing = new Set(wanted.filter((id) => id !== undefined && !records.has(id) && !asked.has(id)))
      if (missing.size === 0) break
      const found = await Promise.all(
        [...missing].map(async (id) => (id === undefined ? undefined : ([id, await readRecord(type, id)] as const))),
      )
      for (const [id, record] of found.filter((each) => each !== undefined)) {
        asked.add(id)
        if (record === 'unreadable') unreadable.push(id)
        else if (record !== 'missing') records.set(record.id, record)
      }
    }
    return { records: [...records.values()], unreadable }
  }

  return async (leadId) => {
    const row = await read(leadId)
    if (!row) return { lead: 'missing' }
    const lead = leadOf(row)
    const list = rowsAt(row, 'opportunity_originating_lead')?.map(opportunityOf)
    const opportunities: readonly SalesOpportunity[] = list ?? []
    const notes = rowsAt(row, 'Lead_Annotation')
    const accounts = await recordsOf('Organization', row, [
      ...opportunities.map((each) => each.accountId),
      lead.accountId,
    ])
    const contacts = await recordsOf('Person', row, [...opportunities.map((each) => each.contactId), lead.contactId])
    return {
      lead,
      opportunities: list ?? 'unknown',
      accounts: accounts.records,
      contacts: contacts.records,
      unreadable: [...accounts.unreadable, ...contacts.unreadable],
      ...(notes ? { notes: notes.flatMap((note) => sellerNoteOf(questionMark, note) ?? []) } : {}),
    }
  }
}
