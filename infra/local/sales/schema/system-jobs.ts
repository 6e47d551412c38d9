// The system jobs that deliver messages in the background.
import { choice, lookup, memo, moment, states, table, text, whole } from './columns.ts'

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/asyncoperation */
export const asyncOperation = table({
  logicalName: 'asyncoperation',
  schemaName: 'AsyncOperation',
  setName: 'asyncoperations',
  primaryName: 'name',
  objectTypeCode: 4700,
  userOwned: true,
  access: 'no-create',
  columns: {
    name: text(256),
    operationtype: choice({ 1: 'System Event' }, 1),
    messagename: text(160),
    primaryentitytype: text(64),
    regardingid: { type: 'guid', readOnly: true },
    data: memo(1073741823, { writeOnly: true, readOnly: true }),
    message: memo(1073741823),
    friendlymessage: memo(500000),
    errorcode: whole(-2147483648, 2147483647),
    retrycount: whole(0, 2147483647),
    depth: whole(0, 2147483647),
    correlationid: { type: 'guid' },
    requestid: { type: 'guid' },
    startedon: moment(),
    completedon: moment(),
    owningextensionid: lookup([{ table: 'sdkmessageprocessingstep', navigation: 'owningextensionid' }]),
    ...states(
      {
        0: { label: 'Ready', status: 0 },
        1: { label: 'Suspended', status: 10 },
        2: { label: 'Locked', status: 20 },
        3: { label: 'Completed', status: 30 },
      },
      {
        0: { label: 'Waiting For Resources', state: 0 },
        10: { label: 'Waiting', state: 1 },
        20: { label: 'In Progress', state: 2 },
        21: { label: 'Pausing', state: 2 },
        22: { label: 'Canceling', state: 2 },
        30: { label: 'Succeeded', state: 3 },
        31: { label: 'Failed', state: 3 },
        32: { label: 'Canceled', state: 3 },
      },
    ),
  },
})
