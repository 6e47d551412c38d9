// What a broker remembers when it starts again, and the short journal it goes on with.
import { fromLine, type JournalLine, toLine } from './journal.ts'
import { type JournalRecord, type MessageQueue, placeMessage, type StoredMessage } from './model.ts'

type Remembered = { message: StoredMessage; locked: boolean }

const replay = (lines: readonly JournalLine[]) => {
  const last = new Map<string, number>()
  const queues = new Map<string, Map<number, Remembered>>()
  const messagesOf = (queue: string) => {
    const known = queues.get(queue) ?? new Map<number, Remembered>()
    queues.set(queue, known)
    return known
  }
  for (const line of lines) {
    if (line.op === 'numbers') for (const [queue, number] of Object.entries(line.last)) last.set(queue, number)
    else if (line.op === 'put') {
      const message = fromLine(line)
      messagesOf(line.queue).set(message.sequenceNumber, { message, locked: false })
      last.set(line.queue, Math.max(last.get(line.queue) ?? 0, message.sequenceNumber))
    } else if (line.op === 'delete') messagesOf(line.queue).delete(line.sequenceNumber)
    else {
      const entry = messagesOf(line.queue).get(line.sequenceNumber)
      if (!entry) continue
      entry.locked = line.op === 'lock'
      if (line.op === 'release') Object.assign(entry.message, { deliveryCount: line.deliveryCount, state: line.state })
    }
  }
  return { last, queues }
}

/**
 * Fills the queues from a journal. A message that was locked when the process ended has lost that lock: the delivery
 * counts, as with any lock that ends unsettled, except in a dead-letter queue.
 * Messages of queues that are no longer there are left out.
 */
export const restoreQueues = (queues: Iterable<MessageQueue>, lines: readonly JournalLine[]): void => {
  const { last, queues: remembered } = replay(lines)
  for (const queue of queues) {
    const entries = [...(remembered.get(queue.path)?.values() ?? [])]
    entries.sort((a, b) => a.message.sequenceNumber - b.message.sequenceNumber)
    for (const { message, locked } of entries) {
      if (locked && queue.deadLetters) message.deliveryCount += 1
      placeMessage(queue, message)
    }
    queue.sequence.last = Math.max(queue.sequence.last, last.get(queue.path) ?? 0)
    queue.due = Number.NEGATIVE_INFINITY
  }
}

/** The shortest journal that says the same, locks still held included. */
export const summarize = function* (queues: Iterable<MessageQueue>): Generator<JournalLine> {
  const all = [...queues]
  yield { op: 'numbers', last: Object.fromEntries(all.map((queue) => [queue.path, queue.sequence.last])) }
  for (const queue of all) {
    for (const message of [...queue.active.values(), ...queue.parked.values()]) {
      yield toLine({ op: 'put', queue: queue.path, message })
      const lock: JournalRecord = { op: 'lock', queue: queue.path, sequenceNumber: message.sequenceNumber }
      if (message.lock) yield toLine(lock)
    }
  }
}
