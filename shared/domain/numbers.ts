// Readable numbers. They are labels only: every record is known by its id.

const prefixes = { prospect: 'P', customer: 'C', hierarchy: 'H' } as const

export type NumberSequence = keyof typeof prefixes

export const numberSequences = Object.keys(prefixes) as readonly NumberSequence[]

/** @example formatNumber('prospect', 42) // 'P-000042' */
export const formatNumber = (sequence: NumberSequence, value: number): string =>
  `${prefixes[sequence]}-${String(value).padStart(6, '0')}`
