// Publishers and solutions: under whose name an organization is customized, what belongs to which, and what was imported.
import { choice, decimal, flag, link, memo, moment, table, text, whole } from './columns.ts'

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

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/solutioncomponent */
export const solutionComponent = table({
  logicalName: 'solutioncomponent',
  schemaName: 'SolutionComponent',
  setName: 'solutioncomponents',
  primaryName: 'solutioncomponentid',
  objectTypeCode: 7103,
  access: 'read',
  columns: {
    componenttype: choice({
      2: 'Attribute',
      20: 'Role',
      26: 'Saved Query',
      92: 'SDK Message Processing Step',
      95: 'Service Endpoint',
    }),
    objectid: { type: 'guid' },
    solutionid: link('solution', 'solutionid', 'solution_solutioncomponent'),
  },
})

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/importjob */
export const importJob = table({
  logicalName: 'importjob',
  schemaName: 'ImportJob',
  setName: 'importjobs',
  primaryName: 'name',
  objectTypeCode: 9107,
  access: 'read',
  columns: {
    name: text(256),
    solutionname: text(256),
    data: memo(1073741823),
    progress: decimal(0, 100),
    startedon: moment(),
    completedon: moment(),
  },
})
