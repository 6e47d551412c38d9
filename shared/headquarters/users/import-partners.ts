// Imports partners from a file: says of each row what would become of it, stores what staff ordered, and works it off row by
// row, each of which may be cut off anywhere and is gone on with.

import { hash } from 'node:crypto'
import type { NewPartner } from '../../domain/new-partner.ts'
import type { PartnerRow } from '../../domain/partner-file.ts'
import type { ImportRow, PartnerImport } from '../../domain/partner-import.ts'
import { forMany } from '../../platform/for-many.ts'
import { deriveId } from '../../platform/ids.ts'
import { unlessUnreadable } from '../../platform/unreadable-row.ts'
import { jobTimeMs } from '../jobs/job.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import type { ApplyUserChangeDeps } from './apply-user-change.ts'
import { makePartner } from './make-partner.ts'

const folded = (text: string): string => text.trim().toLowerCase()

/** The organization of a row: the one that is named, or the id that the same company with the same Admin always has. */
const organizationOf = ({ organization, users }: NewPartner): string =>
  'values' in organization
    ? deriveId('imported-partner', folded(organization.values.name ?? ''), folded(users[0]?.fields.email ?? ''))
    : organization.organizationId

/** The number of the hierarchy that a row has made already, or that its company has with the same person. */
const numberOf = async (
  { hierarchies, customers, signIns }: HeadquartersStore,
  { name, email }: PartnerRow,
  organizationId: string,
  isNew: boolean,
): Promise<string | undefined> => {
  const head = isNew
    ? await hierarchies.readHead(customers.homeFor(organizationId), organizationId)
    : (await hierarchies.locate(organizationId))?.head
  if (head) return head.number
  for (const id of (await signIns.holder(email))?.organizationIds ?? []) {
    const found = await hierarchies.locate(id)
    if (found && folded(found.head.name) === folded(name)) return found.head.number
  }
  return undefined
}

/** What would become of a row. Some storage transactions each. */
const judged = async (headquarters: HeadquartersStore, row: PartnerRow): Promise<ImportRow> => {
  const about = { line: row.line, name: row.name }
  if ('errors' in row) {
    const columns = [...new Set(row.errors.map(({ path }) => path))]
    return { ...about, organizationId: '', outcome: 'Refused', why: 'invalid', columns }
  }
  const { partner } = row
  const organizationId = organizationOf(partner)
  const isNew = 'values' in partner.organization
  const refused = (why: ImportRow['why']): ImportRow => ({
    ...about,
    organizationId,
    outcome: 'Refused',
    ...(why === undefined ? {} : { why }),
  })
  const number = await numberOf(headquarters, row, organizationId, isNew)
  if (number !== undefined) return { ...about, organizationId, outcome: 'Exists', number }
  const known = isNew ? undefined : (await headquarters.customers.locate(organizationId))?.value
  if (!isNew && known?.type !== 'Organization') return refused('organization-unknown')
  const ours = deriveId('partner-user', organizationId, row.email.toLowerCase())
  if (!(await headquarters.signIns.isFree(row.email, ours))) return refused('address-taken')
  return { ...about, name: known?.name ?? row.name, organizationId, outcome: 'Waiting', partner }
}

/** What would become of each row, as things are now. */
export const judgeRows = (
  headquarters: HeadquartersStore,
  rows: readonly PartnerRow[],
): Promise<readonly ImportRow[]> => forMany(rows, (row) => judged(headquarters, row))

export type ImportOrder = {
  readonly importId: string
  readonly who: string
  /** The text of the file; what it hashes to tells another file under the same id. */
  readonly text: string
  readonly rows: readonly PartnerRow[]
  readonly now: Date
}

/**
 * Stores what staff ordered. Cut off before its end it has done nothing, and may be ordered again; ordered again afterwards
 * it is the same import.
 * @returns `another` where the id is that of another file
 */
export const orderImport = async (
  headquarters: HeadquartersStore,
  { importId, who, text, rows, now }: ImportOrder,
): Promise<PartnerImport | 'another'> => {
  const { partnerImports, incoming } = headquarters
  const digest = hash('sha256', text, 'hex')
  const there = await partnerImports.head(importId)
  if (there && there.digest !== digest) return 'another'
  const head: PartnerImport = there ?? { importId, at: now.toISOString(), who, rows: rows.length, digest }
  if (!there) await partnerImports.add(head, await judgeRows(headquarters, rows))
  if (head.endedAt === undefined) await incoming.addImport(head)
  return head
}

/** Makes the partner of a row, or goes on with it. @returns what became of it; nothing while a row of it cannot be read */
const ended = async (deps: ApplyUserChangeDeps, who: string, row: ImportRow): Promise<ImportRow | undefined> => {
  const { partner, ...rest } = row
  if (!partner) return { ...rest, outcome: 'Refused', why: 'invalid' }
  const order = { partner, organizationId: row.organizationId, who }
  const made = await unlessUnreadable(makePartner(deps, order), undefined)
  if (!made) return undefined
  switch (made.outcome) {
    case 'made':
      return { ...rest, outcome: 'Made', number: made.number }
    case 'already-a-partner': {
      const number = (await deps.headquarters.hierarchies.locate(made.hierarchyId))?.head.number
      return { ...rest, outcome: 'Exists', ...(number === undefined ? {} : { number }) }
    }
    default:
      return { ...rest, outcome: 'Refused', why: made.outcome }
  }
}

/** So many rows at once: each has a few dozen storage transactions. */
const atOnce = 8

/**
 * Works off what waits of an import.
 * @returns `again` when time was up, or a row could not be read: the intent stays
 */
export const importPartners = async (deps: ApplyUserChangeDeps, head: PartnerImport): Promise<'done' | 'again'> => {
  const { partnerImports } = deps.headquarters
  const { importId, who } = head
  const waiting = (await partnerImports.rows(importId)).filter(({ outcome }) => outcome === 'Waiting')
  const deadline = deps.now().getTime() + jobTimeMs
  let isAll = true
  for (let from = 0; from < waiting.length; from += atOnce) {
    if (deps.now().getTime() >= deadline) return 'again'
    const results = await forMany(waiting.slice(from, from + atOnce), (row) => ended(deps, who, row))
    for (const row of results) {
      if (row) await partnerImports.end(importId, row)
      else isAll = false
    }
  }
  if (!isAll) return 'again'
  await partnerImports.finish({ ...head, endedAt: deps.now().toISOString() })
  return 'done'
}
