// Does what clients ask, with the faults that were asked for.
import { type Operation, refusalOf } from './faults.ts'
import type { MessageQueue } from './model.ts'
import type { Peer } from './peers.ts'
import { internalError, type Refusal } from './refusals.ts'

const attempt = <Result>(work: () => Result | Refusal): Result | Refusal => {
  try {
    return work()
  } catch (error) {
    // A full disk, for one: the client hears that it was not done, and the other clients go on.
    console.error('Service Bus could not do what it was asked:', error)
    return internalError('The service was unable to process the request.')
  }
}

/** Does what a client asks of a queue and answers it, or lets it fail as a fault says. */
export const perform = <Result>(
  peer: Pick<Peer, 'faultOf' | 'drop'>,
  kind: Operation['kind'],
  queue: MessageQueue,
  work: () => Result | Refusal,
  answer: (result: Result | Refusal) => void,
): void => {
  const fault = peer.faultOf({ kind, queue: queue.path })
  if (fault?.kind === 'refuse') answer(refusalOf(fault))
  else if (fault?.kind === 'lose-request') peer.drop()
  else {
    const result = attempt(work)
    if (fault?.kind === 'lose-reply') peer.drop()
    else if (fault?.kind === 'delay') setTimeout(() => answer(result), fault.milliseconds).unref()
    else answer(result)
  }
}
