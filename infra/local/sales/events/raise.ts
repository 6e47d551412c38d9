// Finds the steps that are registered for a message and queues one system job for each, in the same transaction as the
// change itself: one that is not committed queues nothing, one that is committed is delivered even after a restart.
import { randomUUID } from 'node:crypto'
import { type KeyValue, type Org, type PipelineEvent, type Session, stamp } from '../organization/session.ts'
import type { Table, Values } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'
import type { Row } from '../store/row.ts'
import { buildContext, type Context } from './context.ts'
import { encodeImage } from './encode.ts'

const idOf = (row: Row, column: string): string | undefined => {
  const value = row.values[column]
  return isReference(value) ? value.id : undefined
}

const names = (text: unknown): string[] =>
  typeof text === 'string' && text.trim() !== '' ? text.split(',').map((name) => name.trim()) : []

const applies = (org: Org, step: Row, event: PipelineEvent): boolean => {
  if (step.values['statecode'] !== 0) return false
  const message = org.store.get('sdkmessage', idOf(step, 'sdkmessageid') ?? '')
  if (message?.values['name'] !== event.message) return false
  const filterId = idOf(step, 'sdkmessagefilterid')
  const filter = filterId === undefined ? undefined : org.store.get('sdkmessagefilter', filterId)
  if (filter && filter.values['primaryobjecttypecode'] !== event.table) return false
  const wanted = names(step.values['filteringattributes'])
  return event.message !== 'Update' || wanted.length === 0 || wanted.some((name) => event.changed?.includes(name))
}

const image = (org: Org, table: Table, row: Row, attributes: readonly string[]): Record<string, unknown> => {
  const chosen: Values =
    attributes.length === 0
      ? row.values
      : Object.fromEntries(attributes.map((name) => [name, row.values[name] ?? null]))
  return encodeImage(org, table, row.id, chosen)
}

const imagesOf = (org: Org, step: Row, table: Table, event: PipelineEvent): { pre: KeyValue[]; post: KeyValue[] } => {
  const pre: KeyValue[] = []
  const post: KeyValue[] = []
  for (const row of org.store.rows('sdkmessageprocessingstepimage')) {
    if (idOf(row, 'sdkmessageprocessingstepid') !== step.id) continue
    const type = Number(row.values['imagetype'])
    const key = String(row.values['entityalias'])
    const attributes = names(row.values['attributes'])
    if (event.pre && type !== 1) pre.push({ key, value: image(org, table, event.pre, attributes) })
    if (event.post && type !== 0) post.push({ key, value: image(org, table, event.post, attributes) })
  }
  const row = event.post ?? org.store.get(event.table, event.id)
  if (row) {
    const value = image(org, table, row, [table.primaryName, table.primaryId])
    post.push({ key: 'AsynchronousStepPrimaryName', value })
  }
  return { pre, post }
}

const contextFor = (session: Session, step: Row, event: PipelineEvent, jobId: string): Context => {
  const table = session.org.schema.byName(event.table)
  if (!table) throw new Error(`The table ${event.table} is not declared.`)
  const { pre, post } = imagesOf(session.org, step, table, event)
  return {
    ...buildContext(session, event),
    OperationId: jobId,
    OwningExtension: {
      Id: step.id,
      KeyAttributes: [],
      LogicalName: 'sdkmessageprocessingstep',
      Name: step.values['name'] ?? null,
      RowVersion: null,
    },
    PostEntityImages: post,
    PreEntityImages: pre,
  }
}

/** Queues a job for every enabled step that is registered for the message. */
export const raiseEvent = (session: Session, event: PipelineEvent): void => {
  const { org } = session
  for (const step of org.store.rows('sdkmessageprocessingstep')) {
    if (!applies(org, step, event)) continue
    const id = randomUUID()
    const moment = stamp(org)
    const owner = { table: 'systemuser', id: session.user.id }
    org.store.put('asyncoperation', id, {
      asyncoperationid: id,
      name: step.values['name'] ?? null,
      operationtype: 1,
      messagename: event.message,
      primaryentitytype: event.table,
      regardingid: event.id,
      data: JSON.stringify(contextFor(session, step, event, id)),
      depth: session.depth,
      correlationid: session.correlationId,
      requestid: session.requestId,
      retrycount: 0,
      owningextensionid: { table: 'sdkmessageprocessingstep', id: step.id },
      ownerid: owner,
      createdby: owner,
      modifiedby: owner,
      createdon: moment,
      modifiedon: moment,
      statecode: 0,
      statuscode: 0,
    })
  }
}
