// Number sequences. Numbers are taken in blocks, so one transaction with the sequence serves many records; a block that
// a stopped process did not use up leaves a gap, as the product's own non-continuous sequences do. Each block of a process
// is as long as all before it together, so a gap is never longer than what was used.

import { formatNumber, type NumberSequence } from '../../domain/numbers.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf } from '../../platform/shape.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table } from '../../platform/table.ts'

type Sequence = { readonly next: number }

const format = createRowFormat(objectOf<Sequence>({ next: number }))

const partition = 'sequence'
const smallest = 10
const largest = 100
/** Each conflict is another's success, and lengthens the block: so many in a row are met by nobody. */
const contenders = 100

/** Hands out numbers; each is handed out once. */
export type TakeNumber = (sequence: NumberSequence) => Promise<string>

/** @param firstBlock how many numbers are taken from a sequence the first time */
export const createNumberSequences = (table: Table, firstBlock = smallest): TakeNumber => {
  const rows = createRows(table, format)
  const free = new Map<NumberSequence, number[]>()
  /** The row as it was left here, and how many are taken next. */
  const left = new Map<NumberSequence, { readonly row: Stored<Sequence>; readonly size: number }>()

  const takeBlock = async (sequence: NumberSequence): Promise<number[]> => {
    let size = left.get(sequence)?.size ?? firstBlock
    for (let attempt = 0; attempt < contenders; attempt += 1) {
      const row = attempt === 0 ? left.get(sequence)?.row : undefined
      const before = row ?? (await rows.read(partition, sequence))
      const first = before?.value.next ?? 1
      const value: Sequence = { next: first + size }
      const write = before ? rows.replace(before, value) : rows.create(sequence, value)
      const outcome = await table.writeOne(partition, write)
      const next = Math.min(largest, 2 * size)
      if (outcome !== 'conflict') {
        left.set(sequence, { row: { key: sequence, etag: outcome.etag, value }, size: next })
        return Array.from({ length: size }, (_, index) => first + index)
      }
      // A row that another process moved on is no contention yet.
      if (!row) size = next
    }
    throw new Error(`The number sequence ${sequence} is changed too often to take a number from it.`)
  }

  const waiting = new Map<NumberSequence, Promise<number[]>>()

  return async (sequence) => {
    for (;;) {
      const value = free.get(sequence)?.shift()
      if (value !== undefined) return formatNumber(sequence, value)
      const block = waiting.get(sequence) ?? takeBlock(sequence)
      waiting.set(sequence, block)
      const numbers = await block.finally(() => waiting.delete(sequence))
      // Everybody who waited for the same block gets here; the first one puts it out.
      if (free.get(sequence)?.length ? false : numbers.length > 0) free.set(sequence, numbers)
    }
  }
}
