// What a stored cell is worth where values are compared.

import { isReference, type Value } from '../schema/types.ts'
import type { Row } from '../store/row.ts'
import type { Plain } from './plain-values.ts'

const plain = (value: Value | undefined): Plain => (isReference(value) ? value.id : (value ?? null))

/** What a column of a row is worth in an expression or an order. */
export const cellOf = (row: Row, name: string): Plain =>
  name === 'versionnumber' ? row.version : plain(row.values[name])
