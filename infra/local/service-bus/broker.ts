// The broker itself: its queues, their journal and clock, and handing messages to those who wait.
import type { QueueSettings } from '../../../functions/queues.ts'
import { parseDuration } from './durations.ts'
import { openJournal, readJournal, toLine } from './journal.ts'
import type { Broker, Counters, MessageQueue } from './model.ts'
import { restoreQueues, summarize } from './recovery.ts'
import { runDueWork } from './run-due-work.ts'
import { hasMessage } from './take-messages.ts'

/** A queue as the project's table has it, of any name; the service's default for the last setting is false. */
export type BrokerQueue = Omit<QueueSettings, 'name'> & {
  readonly name: string
  readonly deadLetteringOnMessageExpiration?: boolean
}

export type BrokerOptions = {
  readonly queues: readonly BrokerQueue[]
  readonly folder?: string
  readonly now?: () => number
}

export type RunningBroker = Broker & {
  /** Gives waiting consumers what they can have now; false when the journal could not be written. */
  pump(queue: MessageQueue): boolean
  close(): void
}

const createQueue = (settings: BrokerQueue): readonly [MessageQueue, MessageQueue] => {
  const sequence = { last: 0 }
  const common = () => ({
    lockMilliseconds: parseDuration(settings.lockDuration),
    maxDeliveryCount: settings.maxDeliveryCount,
    sequence,
    active: new Map(),
    parked: new Map(),
    locked: new Map(),
    consumers: [],
    due: Number.POSITIVE_INFINITY,
  })
  const deadLetters: MessageQueue = {
    ...common(),
    path: `${settings.name}/$DeadLetterQueue`,
    timeToLive: Number.POSITIVE_INFINITY,
    deadLetterOnExpiry: false,
  }
  const queue: MessageQueue = {
    ...common(),
    path: settings.name,
    timeToLive: parseDuration(settings.defaultMessageTimeToLive),
    deadLetterOnExpiry: settings.deadLetteringOnMessageExpiration ?? false,
    deadLetters,
  }
  return [queue, deadLetters]
}

const pumpQueue = (broker: Broker, queue: MessageQueue): void => {
  // Taking turns: whoever was given a message goes to the end of the line.
  for (let passed = 0; passed < queue.consumers.length; ) {
    const consumer = queue.consumers[0]
    if (!consumer || !hasMessage(broker, queue)) return
    queue.consumers.push(...queue.consumers.splice(0, 1))
    if (consumer.credit() > 0) {
      consumer.deliver()
      passed = 0
    } else passed += 1
  }
}

const compactAbove = 16 * 1024 * 1024
/** An injected clock may be moved at any time, so it is read this often, in milliseconds. */
const clockPollMs = 10
/** After work that failed, a full disk for one, in milliseconds. */
const retryMs = 1000
const longestTimer = 2 ** 31 - 1

/** Starts a broker; with a folder, it goes on with what its journal holds. @throws Error when that cannot be read. */
export const startBroker = ({ queues: settings, folder, now = Date.now }: BrokerOptions): RunningBroker => {
  const all = settings.flatMap(createQueue)
  const counters: Counters = { sends: 0, receives: 0, settles: 0 }
  if (folder) restoreQueues(all, readJournal(folder))
  const journal = folder ? openJournal(folder, summarize(all)) : undefined
  let compactAt = compactAbove
  let timer: NodeJS.Timeout | undefined
  let timerAt = Number.POSITIVE_INFINITY
  let closed = false

  const setTimer = () => {
    const due = Math.min(...all.map((queue) => queue.due))
    if (closed || due === Number.POSITIVE_INFINITY || (timer && timerAt <= due)) return
    clearTimeout(timer)
    timerAt = due
    const wait = Math.min(Math.max(due - now(), 0), now === Date.now ? longestTimer : clockPollMs)
    timer = setTimeout(onTimer, wait)
    timer.unref()
  }
  const work = (queue: MessageQueue): boolean => {
    try {
      runDueWork(broker, queue)
      pumpQueue(broker, queue)
      return true
    } catch (error) {
      console.error(`Service Bus queue ${queue.path}:`, error)
      return false
    }
  }
  const onTimer = () => {
    timer = undefined
    if (all.map(work).every(Boolean)) setTimer()
    else timer = setTimeout(onTimer, retryMs).unref()
  }
  const broker: RunningBroker = {
    queues: new Map(all.map((queue) => [queue.path.toLowerCase(), queue])),
    counters,
    now,
    record: (records) => {
      if (!journal) return
      journal.append(records.map(toLine))
      if (journal.size() < compactAt) return
      // The change just written is not in memory yet, so the file is rewritten once this turn is over.
      compactAt = Number.POSITIVE_INFINITY
      setImmediate(() => {
        if (closed) return
        try {
          journal.replace(summarize(all))
          compactAt = Math.max(compactAbove, 4 * journal.size())
        } catch (error) {
          // A full disk, for one. The long file holds everything as well.
          console.error('Service Bus could not shorten its journal:', error)
          compactAt = journal.size() + compactAbove
        }
      })
    },
    wakeAt: (queue, moment) => {
      queue.due = Math.min(queue.due, moment)
      setTimer()
    },
    pump: work,
    close: () => {
      closed = true
      clearTimeout(timer)
      journal?.close()
    },
  }
  onTimer()
  return broker
}
