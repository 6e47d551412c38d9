// How many prospects there are of what, part by part: one row of sums, and a row for each change that is not in them yet. The
// two together are always right, whoever reads them; a job adds up. The same job lists and counts what earlier versions stored.
// Partners and their users are counted in the same rows, and so are mails.

import type { Counts } from '../../domain/lists/facets.ts'
import { withoutOld } from '../../domain/lists/weeks.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, onlyTrue, recordOf, text } from '../../platform/shape.ts'
import { shards } from '../../platform/shards.ts'
import { mostAtOnce, type Row, remove, type Table, type Write } from '../../platform/table.ts'
import { unlessUnreadable } from '../../platform/unreadable-row.ts'
import { countRange, countsKey, listPlace, listRange, numberPlace, numberRange } from './keys.ts'
import { listNamed } from './partner-index.ts'
import { type Counted, countedFormat } from './prospect-index.ts'

type Sums = {
  readonly sums: Counts
  /** Everything that earlier versions stored is counted. */
  readonly isWhole?: true
  /** Where in the list of all to go on looking for it. */
  readonly place?: string
  /** The same of partners, whose list is looked through after that of prospects. */
  readonly isWholeOfPartners?: true
  readonly partnersPlace?: string
  /** The same of mails: those of the prospects in the list of all, and then those of the customers by their numbers. */
  readonly isWholeOfMails?: true
  readonly mailsPlace?: string
  /** Every open prospect of an earlier version stands in the list of its stage; and where in that of the open ones to go on. */
  readonly isWholeOfStays?: true
  readonly staysPlace?: string
}

const sumsFormat = createRowFormat(
  objectOf<Sums>(
    { sums: recordOf(number) },
    {
      isWhole: onlyTrue,
      place: text,
      isWholeOfPartners: onlyTrue,
      partnersPlace: text,
      isWholeOfMails: onlyTrue,
      mailsPlace: text,
      isWholeOfStays: onlyTrue,
      staysPlace: text,
    },
  ),
)

/** Lists and counts what an earlier version stored, unless it is; safe to repeat. */
export type ListEarlier = {
  readonly prospect: (prospectId: string) => Promise<void>
  readonly stay: (prospectId: string) => Promise<void>
  /** @param part where it is kept */
  readonly partner: (part: string, organizationId: string) => Promise<void>
  readonly mailsOfProspect: (prospectId: string) => Promise<void>
  /** @param part where the customer is kept */
  readonly mailsOfCustomer: (part: string, customerId: string) => Promise<void>
}

export type CountedNow = {
  readonly counts: Counts
  /** Whether no prospect of an earlier version is left out; and no partner, and no mail. */
  readonly isWhole: boolean
  readonly isWholeOfPartners: boolean
  readonly isWholeOfMails: boolean
  readonly isWholeOfStays: boolean
}

export type ProspectCounts = {
  /** Everything that is counted, as it is now; one storage transaction for each part. */
  readonly read: () => Promise<CountedNow>
  /**
   * Adds to the sums of a part some of what changed since; where nothing did, looks for prospects, partners and then mails of an earlier
   * version, until all of the part were looked at. One storage transaction where nothing is to be done, and one more for what is.
   * @param now milliseconds since 1970
   * @returns how many were added or looked at; none means that all is done
   */
  readonly keep: (part: string, now: number, list: ListEarlier) => Promise<number>
}

const mostAdded = mostAtOnce - 1
const mostLooked = 40
const all = 'All'
/** A place behind that of all prospects. */
const ofCustomers = 'customers|'

const added = (sums: Counts, changes: readonly Counted[]): Counts => {
  const next: Record<string, number> = { ...sums }
  for (const { plus, minus } of changes) {
    for (const name of plus) next[name] = (next[name] ?? 0) + 1
    for (const name of minus) next[name] = (next[name] ?? 0) - 1
  }
  return next
}

export const createProspectCounts = (table: Table): ProspectCounts => {
  const sumsRows = createRows(table, sumsFormat)
  const changes = createRows(table, countedFormat)

  const readPart = async (part: string, limit?: number) => {
    const rows = await table.range(part, ...countRange, limit)
    const isSums = (row: Row): boolean => row.key === countsKey
    const first = rows.find(isSums)
    return {
      sums: first && (await unlessUnreadable(sumsRows.typed(part, first), undefined)),
      changes: await changes.readable(
        part,
        rows.filter((row) => !isSums(row)),
      ),
    }
  }

  return {
    read: async () => {
      const parts = await Promise.all(shards.map((part) => readPart(part)))
      const total: Record<string, number> = {}
      for (const { sums, changes: later } of parts)
        for (const [name, count] of Object.entries(
          added(
            sums?.value.sums ?? {},
            later.map(({ value }) => value),
          ),
        ))
          total[name] = (total[name] ?? 0) + count
      return {
        counts: total,
        isWhole: parts.every(({ sums }) => sums?.value.isWhole === true),
        isWholeOfPartners: parts.every(({ sums }) => sums?.value.isWholeOfPartners === true),
        isWholeOfMails: parts.every(({ sums }) => sums?.value.isWholeOfMails === true),
        isWholeOfStays: parts.every(({ sums }) => sums?.value.isWholeOfStays === true),
      }
    },
    keep: async (part, now, list) => {
      const { sums: row, changes: later } = await readPart(part, mostAtOnce)
      const some = later.slice(0, mostAdded)
      const before: Sums = row?.value ?? { sums: {} }
      const keepSums = (next: Sums, rest: readonly Write[] = []) =>
        table.write(part, [row ? sumsRows.replace(row, next) : sumsRows.create(countsKey, next), ...rest])
      if (some.length > 0) {
        const sums = withoutOld(
          added(
            before.sums,
            some.map(({ value }) => value),
          ),
          now,
        )
        const outcome = await keepSums(
          { ...before, sums },
          some.map(({ key }) => remove(key)),
        )
        return outcome === 'written' ? some.length : 0
      }
      if (before.isWhole && before.isWholeOfStays && before.isWholeOfPartners && before.isWholeOfMails) return 0
      let [next, looked] = [before, 0]
      const lookAt = async (range: [string, string], one: (id: string) => Promise<void>) => {
        const found = await table.range(part, ...range, mostLooked)
        for (const { key } of found) await one(key.slice(key.lastIndexOf('|') + 1))
        looked += found.length
        return found.length < mostLooked ? undefined : found.at(-1)?.key
      }
      const look = async (of: string, place: string | undefined, one: (id: string) => Promise<void>) => {
        const last = await lookAt(listRange(of, place), one)
        return last === undefined ? undefined : listPlace(of, last)
      }
      if (!next.isWhole) {
        const { place, ...others } = next
        const end = await look(all, place, list.prospect)
        next = { ...others, ...(end === undefined ? { isWhole: true } : { place: end }) }
      }
      if (next.isWhole && !next.isWholeOfStays) {
        const { staysPlace, ...others } = next
        const end = await look('Open', staysPlace, list.stay)
        next = { ...others, ...(end === undefined ? { isWholeOfStays: true } : { staysPlace: end }) }
      }
      if (next.isWhole && !next.isWholeOfPartners) {
        const { partnersPlace, ...others } = next
        const end = await look(listNamed('partners'), partnersPlace, (id) => list.partner(part, id))
        next = { ...others, ...(end === undefined ? { isWholeOfPartners: true } : { partnersPlace: end }) }
      }
      if (next.isWhole && next.isWholeOfPartners && !next.isWholeOfMails) {
        const { mailsPlace, ...others } = next
        const isOfCustomers = mailsPlace?.startsWith(ofCustomers) === true
        const place = isOfCustomers ? mailsPlace : ((await look(all, mailsPlace, list.mailsOfProspect)) ?? ofCustomers)
        next = { ...others, mailsPlace: place }
        if (place.startsWith(ofCustomers)) {
          const from = place.slice(ofCustomers.length) || undefined
          const last = await lookAt(numberRange(from), (id) => list.mailsOfCustomer(part, id))
          next = {
            ...others,
            ...(last === undefined ? { isWholeOfMails: true } : { mailsPlace: ofCustomers + numberPlace(last) }),
          }
        }
      }
      // Where the sums changed meanwhile, the next run looks at these again.
      await keepSums(next)
      return looked
    },
  }
}
