// Builds the remote execution context: what a step receives with the message it is registered for.
// https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks

import type { KeyValue, PipelineEvent, Session } from '../organization/session.ts'
import { isReference } from '../schema/types.ts'
import { encodeDate } from './encode.ts'

export type Context = Readonly<Record<string, unknown>>

const sharedVariables = (session: Session): KeyValue[] =>
  session.tag === undefined ? [] : [{ key: 'tag', value: session.tag }]

/** The context of a message, without images and step, which each step adds for itself. */
export const buildContext = (session: Session, event: PipelineEvent): Context => {
  const { store, now } = session.org
  const user = store.get('systemuser', session.user.id)
  const unit = user?.values['businessunitid']
  const [organization] = store.rows('organization')
  const directoryId = user?.values['azureactivedirectoryobjectid'] ?? '00000000-0000-0000-0000-000000000000'
  return {
    BusinessUnitId: isReference(unit) ? unit.id : null,
    CorrelationId: session.correlationId,
    Depth: session.depth,
    InitiatingUserAzureActiveDirectoryObjectId: directoryId,
    InitiatingUserId: session.user.actor ?? session.user.id,
    InputParameters: event.input,
    IsExecutingOffline: false,
    IsInTransaction: false,
    IsOfflinePlayback: false,
    IsolationMode: 1,
    MessageName: event.message,
    Mode: 1,
    OperationCreatedOn: `${encodeDate(now().toISOString()).slice(0, -2)}+0000)/`,
    OperationId: '00000000-0000-0000-0000-000000000000',
    OrganizationId: organization?.id ?? null,
    OrganizationName: organization?.values['name'] ?? null,
    OutputParameters: event.output ?? [],
    OwningExtension: null,
    ParentContext: session.parent ?? null,
    PostEntityImages: [],
    PreEntityImages: [],
    PrimaryEntityId: event.id,
    PrimaryEntityName: event.table,
    RequestId: session.requestId,
    SecondaryEntityName: 'none',
    SharedVariables: sharedVariables(session),
    Stage: 40,
    UserAzureActiveDirectoryObjectId: directoryId,
    UserId: session.user.id,
  }
}

// A slash is written as \/ by the service's serializer, which also marks its dates.
/** The context as the text that is sent. */
const writeContext = (context: Context): string => JSON.stringify(context).replaceAll('/', '\\/')

/**
 * The text to send; one over the limit is sent without its large parts.
 * @param sizeLimit bytes
 * @returns undefined when even the trimmed context is too large
 */
export const trimContext = (context: Context, sizeLimit: number): { text: string; exceeded: boolean } | undefined => {
  const text = writeContext(context)
  if (Buffer.byteLength(text) <= sizeLimit) return { text, exceeded: false }
  const { ParentContext, InputParameters, PreEntityImages, PostEntityImages, ...small } = context
  const trimmed = writeContext(small)
  return Buffer.byteLength(trimmed) <= sizeLimit ? { text: trimmed, exceeded: true } : undefined
}
