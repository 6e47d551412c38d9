// Contexts as Dataverse posts them to a webhook, in the shape of the documentation:
// https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks#data-passed

const contract = (name: string): string => `${name}:http://schemas.microsoft.com/xrm/2011/Contracts`

type Pair = { readonly key: string; readonly value: unknown }
type Pairs = Readonly<Record<string, unknown>>

const pairs = (values: Pairs): Pair[] => Object.entries(values).map(([key, value]) => ({ key, value }))

export const reference = (table: string, id: string) => ({
  __type: contract('EntityReference'),
  Id: id,
  KeyAttributes: [],
  LogicalName: table,
  Name: null,
  RowVersion: null,
})

export const option = (value: number) => ({ __type: contract('OptionSetValue'), Value: value })

/** A row among the input parameters. */
export const entity = (table: string, id: string, attributes: Pairs) => ({
  __type: contract('Entity'),
  Attributes: pairs(attributes),
  EntityState: null,
  FormattedValues: [],
  Id: id,
  KeyAttributes: [],
  LogicalName: table,
  RelatedEntities: [],
  RowVersion: null,
})

/** A row as an image, which has no type mark. */
export const image = (table: string, id: string, attributes: Pairs) => {
  const { __type: _, ...row } = entity(table, id, attributes)
  return { ...row, FormattedValues: pairs({ statecode: 'Open' }) }
}

type EventParts = {
  readonly message: string
  readonly table: string
  readonly id: string
  readonly input?: Pairs
  readonly before?: Pairs
  readonly after?: Pairs
}

const someone = '11111111-1111-4111-8111-111111111111'

/** The body of one event. */
export const salesEvent = ({ message, table, id, input = {}, before = {}, after = {} }: EventParts) => ({
  BusinessUnitId: someone,
  CorrelationId: '22222222-2222-4222-8222-222222222222',
  Depth: 1,
  InitiatingUserAzureActiveDirectoryObjectId: '00000000-0000-0000-0000-000000000000',
  InitiatingUserId: someone,
  InputParameters: pairs(input),
  IsExecutingOffline: false,
  IsInTransaction: false,
  IsOfflinePlayback: false,
  IsolationMode: 1,
  MessageName: message,
  Mode: 1,
  OperationCreatedOn: '/Date(1795251600000+0000)/',
  OperationId: '33333333-3333-4333-8333-333333333333',
  OrganizationId: '44444444-4444-4444-8444-444444444444',
  OrganizationName: 'contoso',
  OutputParameters: [],
  OwningExtension: {
    Id: '55555555-5555-4555-8555-555555555555',
    KeyAttributes: [],
    LogicalName: 'sdkmessageprocessingstep',
    Name: null,
    RowVersion: null,
  },
  ParentContext: null,
  PostEntityImages: pairs(after),
  PreEntityImages: pairs(before),
  PrimaryEntityId: id,
  PrimaryEntityName: table,
  RequestId: null,
  SecondaryEntityName: 'none',
  SharedVariables: [],
  Stage: 40,
  UserAzureActiveDirectoryObjectId: '00000000-0000-0000-0000-000000000000',
  UserId: someone,
})

/** An event over 256 KB, from which Dataverse takes the large parts. */
export const trimmed = (event: ReturnType<typeof salesEvent>): unknown => {
  const { ParentContext: _p, InputParameters: _i, PreEntityImages: _b, PostEntityImages: _a, ...small } = event
  return small
}
