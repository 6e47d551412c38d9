// What is delivered: the messages of the event pipeline, the steps registered for them, and the images they carry.
import { choice, flag, link, lookup, memo, states, table, text, whole } from './columns.ts'

export const sdkMessage = table({
  logicalName: 'sdkmessage',
  schemaName: 'SdkMessage',
  setName: 'sdkmessages',
  primaryName: 'name',
  objectTypeCode: 4606,
  access: 'read',
  columns: { name: text(256), isprivate: flag(false), isvalidforexecuteasync: flag(true) },
})

export const sdkMessageFilter = table({
  logicalName: 'sdkmessagefilter',
  schemaName: 'SdkMessageFilter',
  setName: 'sdkmessagefilters',
  primaryName: 'name',
  objectTypeCode: 4607,
  access: 'read',
  columns: {
    name: text(256),
    primaryobjecttypecode: text(64),
    secondaryobjecttypecode: text(64),
    iscustomprocessingstepallowed: flag(true),
    sdkmessageid: link('sdkmessage', 'sdkmessageid', 'sdkmessageid_sdkmessagefilter'),
  },
})

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/sdkmessageprocessingstep */
export const sdkMessageProcessingStep = table({
  logicalName: 'sdkmessageprocessingstep',
  schemaName: 'SdkMessageProcessingStep',
  setName: 'sdkmessageprocessingsteps',
  primaryName: 'name',
  objectTypeCode: 4608,
  columns: {
    name: text(256),
    description: text(256),
    stage: choice({ 10: 'Pre-validation', 20: 'Pre-operation', 40: 'Post-operation' }, undefined, {
      required: 'system',
    }),
    mode: choice({ 0: 'Synchronous', 1: 'Asynchronous' }, undefined, { required: 'system' }),
    rank: whole(0, 2147483647, { required: 'system' }),
    supporteddeployment: choice({ 0: 'Server Only', 1: 'Outlook Client Only', 2: 'Both' }, 0),
    invocationsource: choice({ [-1]: 'Internal', 0: 'Parent', 1: 'Child' }, 0),
    asyncautodelete: flag(false),
    canbebypassed: flag(true),
    configuration: memo(1073741823),
    filteringattributes: memo(100000),
    eventhandler: lookup([
      {
        table: 'serviceendpoint',
        navigation: 'eventhandler_serviceendpoint',
        collection: 'serviceendpoint_sdkmessageprocessingstep',
        onDelete: 'restrict',
      },
    ]),
    sdkmessageid: link('sdkmessage', 'sdkmessageid', 'sdkmessageid_sdkmessageprocessingstep'),
    sdkmessagefilterid: link('sdkmessagefilter', 'sdkmessagefilterid', 'sdkmessagefilterid_sdkmessageprocessingstep'),
    impersonatinguserid: link('systemuser', 'impersonatinguserid', 'impersonatinguserid_sdkmessageprocessingstep'),
    ...states(
      { 0: { label: 'Enabled', status: 1 }, 1: { label: 'Disabled', status: 2 } },
      { 1: { label: 'Enabled', state: 0 }, 2: { label: 'Disabled', state: 1 } },
    ),
  },
})

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/sdkmessageprocessingstepimage */
export const sdkMessageProcessingStepImage = table({
  logicalName: 'sdkmessageprocessingstepimage',
  schemaName: 'SdkMessageProcessingStepImage',
  setName: 'sdkmessageprocessingstepimages',
  primaryName: 'name',
  objectTypeCode: 4615,
  columns: {
    name: text(256),
    description: text(256),
    entityalias: text(256, { required: 'system' }),
    imagetype: choice({ 0: 'PreImage', 1: 'PostImage', 2: 'Both' }, undefined, { required: 'system' }),
    messagepropertyname: text(256, { required: 'system' }),
    attributes: memo(100000),
    sdkmessageprocessingstepid: link(
      'sdkmessageprocessingstep',
      'sdkmessageprocessingstepid',
      'sdkmessageprocessingstepid_sdkmessageprocessingstepimage',
      'cascade',
    ),
  },
})
