// A queued system job: what it delivers and where to, and how it stands after a delivery.
import type { Context } from '../events/context.ts'
import { type Org, stamp } from '../organization/session.ts'
import { isReference, type Values } from '../schema/types.ts'
import type { Row } from '../store/row.ts'
import type { Delivery } from './send.ts'

const linked = (org: Org, row: Row, column: string, table: string): Row | undefined => {
  const value = row.values[column]
  return isReference(value) ? org.store.get(table, value.id) : undefined
}

const stepOf = (org: Org, job: Row): Row | undefined =>
  linked(org, job, 'owningextensionid', 'sdkmessageprocessingstep')

/** The endpoint that a job delivers to, unless it or its step was deleted. */
export const endpointOf = (org: Org, job: Row): Row | undefined => {
  const step = stepOf(org, job)
  return step && linked(org, step, 'eventhandler', 'serviceendpoint')
}

/** What a job delivers. */
export const contextOf = (job: Row): Context => JSON.parse(String(job.values['data'])) as Context

/** Ready, or waiting for another try. */
export const isDue = (job: Row): boolean => job.values['statecode'] === 0 || job.values['statecode'] === 1

/** The error code as the signed 32-bit number that system jobs carry. */
const signed = (code: string): number => Number.parseInt(code, 16) | 0

const outcome = (org: Org, delivery: Delivery): Values => ({
  ...(delivery.delivered
    ? { statecode: 3, statuscode: 30 }
    : {
        statecode: 3,
        statuscode: 31,
        errorcode: signed(delivery.code),
        message: delivery.message,
        friendlymessage: delivery.message,
      }),
  retrycount: Math.max(0, delivery.attempts - 1),
  completedon: stamp(org),
  modifiedon: stamp(org),
})

/** Notes how a delivery ended; where the step says so, a delivered job is deleted. */
export const finishJob = (org: Org, job: Row, delivery: Delivery): void => {
  const step = stepOf(org, job)
  org.store.transact(() => {
    if (!org.store.get('asyncoperation', job.id)) return
    if (delivery.delivered && step?.values['asyncautodelete'] === true) org.store.remove('asyncoperation', job.id)
    else org.store.put('asyncoperation', job.id, { ...job.values, ...outcome(org, delivery), data: null })
  })
}

/** Lets a job wait for another try. @returns how many tries it has had */
export const suspendJob = (org: Org, job: Row, friendlymessage: string): number => {
  const retrycount = Number(job.values['retrycount'] ?? 0) + 1
  const waits = { ...job.values, statecode: 1, statuscode: 10, retrycount, friendlymessage }
  org.store.transact(() => org.store.put('asyncoperation', job.id, waits))
  return retrycount
}
