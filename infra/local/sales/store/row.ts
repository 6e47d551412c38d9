// What the store keeps of one row.
import type { Values } from '../schema/types.ts'

/** One stored row. `version` grows with every change in the whole organization and is the ETag. Rows are never mutated. */
export type Row = { readonly id: string; readonly version: number; readonly values: Values }
