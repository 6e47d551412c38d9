// The types of OData in which columns are told and read.
import type { Column } from '../schema/types.ts'

const edmTypes: Record<Column['type'], string> = {
  string: 'Edm.String',
  memo: 'Edm.String',
  integer: 'Edm.Int32',
  picklist: 'Edm.Int32',
  state: 'Edm.Int32',
  status: 'Edm.Int32',
  bigint: 'Edm.Int64',
  money: 'Edm.Decimal',
  decimal: 'Edm.Decimal',
  boolean: 'Edm.Boolean',
  datetime: 'Edm.DateTimeOffset',
  guid: 'Edm.Guid',
  lookup: 'Edm.Guid',
}

export const edmType = (column: Column): string =>
  column.type === 'datetime' && column.dateOnly ? 'Edm.Date' : edmTypes[column.type]
