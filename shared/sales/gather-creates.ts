// Writes leads together when many wait: while as many calls are under way as Sales should get at once, further creates
// gather, and then leave as one batch. Who makes a call notices nothing of it but that it is sooner done.

import { writeInBatch } from './create-batch.ts'
import type { Dataverse, DataverseRequest } from './dataverse.ts'
import { SalesRefused } from './failures.ts'

export type Gathering = {
  /** Table whose creates gather. */
  readonly set: string
  /** Calls that may be under way at once, at this moment; beyond them creates gather. */
  readonly atOnce: () => number
  /** From how many waiting on a batch is sent. */
  readonly fromMany: number
  /** The most creates of one batch; small ones are served sooner. */
  readonly most: number
}

/** @param atOnce see `ServiceLimits` */
export const leadGathering = (atOnce: () => number): Gathering => ({ set: 'leads', atOnce, fromMany: 3, most: 50 })

type Waiting = {
  readonly request: DataverseRequest
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

const sendAlone = async (call: Dataverse, { request, resolve, reject }: Waiting): Promise<void> => {
  try {
    resolve(await call(request))
  } catch (error) {
    reject(error)
  }
}

const sendTogether = async (call: Dataverse, items: readonly Waiting[], boundary: string): Promise<void> => {
  const creates = items.map(({ request }) => request)
  try {
    const results = await writeInBatch(call, creates, boundary)
    for (const [at, item] of items.entries()) {
      if (results[at]) item.reject(results[at])
      else item.resolve(undefined)
    }
  } catch (error) {
    if (error instanceof SalesRefused) {
      // A batch that is refused as a whole says nothing about its parts.
      for (const item of items) await sendAlone(call, item)
      return
    }
    for (const item of items) item.reject(error)
  }
}

/**
 * A client whose plain creates of one table are gathered; every other call goes straight through. A create must carry
 * its primary key, so that one of unknown outcome can be repeated.
 * @param newId gives a new random text
 */
export const createGatheringDataverse = (call: Dataverse, newId: () => string, gathering: Gathering): Dataverse => {
  const queue: Waiting[] = []
  let underWay = 0
  let itemsUnderWay = 0

  // Sales works a batch off one after the other, so as much goes into each as keeps all calls equally busy: one that takes
  // all that waits would leave the other calls with creates that leave alone.
  const share = (): number => {
    if (queue.length < gathering.fromMany) return 1
    const fair = Math.ceil((queue.length + itemsUnderWay) / gathering.atOnce())
    return Math.min(gathering.most, Math.max(gathering.fromMany, fair))
  }

  const sendNext = (): void => {
    while (underWay < gathering.atOnce() && queue.length > 0) {
      const items = queue.splice(0, share())
      const [first] = items
      if (!first) return
      underWay += 1
      itemsUnderWay += items.length
      void (items.length === 1 ? sendAlone(call, first) : sendTogether(call, items, newId())).finally(() => {
        underWay -= 1
        itemsUnderWay -= items.length
        sendNext()
      })
    }
  }

  return (request) => {
    if (request.method !== 'POST' || request.path !== gathering.set || request.headers) return call(request)
    return new Promise((resolve, reject) => {
      queue.push({ request, resolve, reject })
      sendNext()
    })
  }
}
