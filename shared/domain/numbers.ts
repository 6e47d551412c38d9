// Readable numbers. They are labels only: every record is known by its id.

export type NumberSequence = 'prospect' | 'customer' | 'hierarchy'

const prefixes: Record<NumberSequence, string> = { prospect: 'P', customer: 'C', hierarchy: 'H' }

/** @example formatNumber('prospect', 42) // 'P-000042' */
export const formatNumber = (sequence: NumberSequence, value: number): string =>
  `${prefixes[sequence]}-${String(value).padStart(6, '0')}`
