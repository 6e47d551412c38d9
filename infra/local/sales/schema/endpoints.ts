// Registration of webhooks: endpoints, messages, steps and their images, and the system jobs that deliver them.
import { choice, flag, link, lookup, memo, moment, states, table, text, whole } from './columns.ts'

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/serviceendpoint */
export const serviceEndpoint = table({
  logicalName: 'serviceendpoint',
  schemaName: 'ServiceEndpoint',
  setName: 'serviceendpoints',
  primaryName: 'name',
  objectTypeCode: 4618,
  columns: {
    name: text(256, { required: 'system' }),
    description: text(2000),
    contract: choice(
      {
        1: 'OneWay',
        2: 'Queue',
        3: 'Rest',
        4: 'TwoWay',
        5: 'Topic',
        6: 'Queue (Persistent)',
        7: 'Event Hub',
        8: 'Webhook',
        9: 'Event Grid',
        10: 'Managed Data Lake',
      },
      undefined,
      { required: 'system' },
    ),
    authtype: choice({
      1: 'ACS',
      2: 'SAS Key',
      3: 'SAS Token',
      4: 'Webhook Key',
      5: 'Http Header',
      6: 'Http Query String',
      7: 'Connection String',
      8: 'Access Key',
    }),
    authvalue: text(2048, { writeOnly: true }),
    url: text(2000),
    connectionmode: choice({ 1: 'Normal', 2: 'Federated' }, 1),
    messageformat: choice({ 1: 'Binary XML', 2: 'Json', 3: 'Text XML' }, 1),
    messagecharset: choice({ 0: 'Default', 1: 'UTF8' }, 0),
    userclaim: choice({ 1: 'None', 2: 'UserId', 3: 'UserInfo' }, 1),
    namespaceformat: choice({ 1: 'Namespace Name', 2: 'Namespace Address' }),
    namespaceaddress: text(160),
    solutionnamespace: text(160),
    path: text(160),
    saskeyname: text(100),
    saskey: text(200, { writeOnly: true }),
  },
})

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
