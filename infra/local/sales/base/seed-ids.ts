// Ids of rows that a new organization holds, the same in every one.

/** @param group of rows of one kind */
export const seedId = (group: number, number: number): string =>
  `${group.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

/** US Dollar, in which a new organization keeps its books. */
export const baseCurrencyId = seedId(6, 1)
/** Euro, which it has besides. */
export const euroId = seedId(6, 2)
