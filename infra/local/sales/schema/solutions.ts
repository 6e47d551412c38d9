// Publishers and solutions: under whose name an organization is customized.
import { flag, link, memo, table, text, whole } from './columns.ts'

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/publisher */
export const publisher = table({
  logicalName: 'publisher',
  schemaName: 'Publisher',
  setName: 'publishers',
  primaryName: 'friendlyname',
  objectTypeCode: 7101,
  columns: {
    uniquename: text(256, { required: 'system', createOnly: true }),
    friendlyname: text(256, { required: 'system' }),
    description: memo(2000),
    customizationprefix: text(8, { required: 'system' }),
    customizationoptionvalueprefix: whole(10000, 99999, { required: 'system' }),
  },
})

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/solution */
export const solution = table({
  logicalName: 'solution',
  schemaName: 'Solution',
  setName: 'solutions',
  primaryName: 'friendlyname',
  objectTypeCode: 7100,
  columns: {
    uniquename: text(65, { required: 'system', createOnly: true }),
    friendlyname: text(256, { required: 'system' }),
    description: memo(2000),
    version: text(256, { required: 'system' }),
    ismanaged: flag(false, { readOnly: true }),
    publisherid: link('publisher', 'publisherid', 'publisher_solution', 'restrict'),
  },
})
