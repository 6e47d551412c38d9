// Where messages are delivered to: webhooks and queues.
import { choice, table, text } from './columns.ts'

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
