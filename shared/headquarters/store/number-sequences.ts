// Number sequences. Numbers are taken in blocks, so one transaction with the sequence serves many records; a block that
// a stopped process did not use up leaves a gap, as the product's own non-continuous sequences do.

import { formatNumber, type NumberSequence } from '../../domain/numbers.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf } from '../../platform/shape.ts'
import type { Table } from '../../platform/table.ts'

type Sequence = { readonly next: number }

const format = createRowFormat(objectOf<Sequence>({ next: number }))

const partition = 'sequence'
const contenders = 20

/** Hands out numbers; each is handed out once. */
export type TakeNumber = (sequence: NumberSequence) => Promise<string>

/** @param blockSize how many numbers are taken from the sequence at a time */
export const createNumberSequences = (table: Table, blockSize = 10): TakeNumber => {
  const rows = createRows(table, format)
  const free = new Map<NumberSequence, number[]>()

  const takeBlock = async (sequence: NumberSequence): Promise<number[]> => {
    for (let attempt = 0; attempt < contenders; attempt += 1) {
      const row = await rows.read(partition, sequence)
      const first = row?.value.next ?? 1
      const value: Sequence = { next: first + blockSize }
      const outcome = await table.write(partition, [row ? rows.replace(row, value) : rows.create(sequence, value)])
      if (outcome === 'written') return Array.from({ length: blockSize }, (_, index) => first + index)
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
