// Runs the app in its world: HTTP calls of others, timers, deliveries, deaths and restarts, until nothing is left to do.

import type { JobName } from '../../../functions/timers.ts'
import { jobNames } from '../../../functions/timers.ts'
import type { Values } from '../../../shared/domain/customer-fields.ts'
import { type App, startApp, type Variant } from './app.ts'
import { asking, erasing, intentsIn } from './intents.ts'
import type { Connection, Seam } from './seam.ts'
import type { SalesHook, World } from './world.ts'
import type { Queued } from './world-queues.ts'

export type Runner = ReturnType<typeof createRunner>

/** A run that does not come to rest. */
export class Livelock extends Error {
  override readonly name = 'Livelock'
}

const roundsAtMost = 40
const triesAtMost = 6
const minute = 60_000
/**
 * What a round does not need: nothing of the rig is so old that it goes by time, the check of the trail seals as well, and what
 * is counted is right before it is added up.
 */
const jobsOfARound = jobNames.filter((name) => !['outdated', 'seal', 'lists', 'erasure', 'reminders'].includes(name))

export type RunnerOptions = {
  readonly variant?: Variant
  /** Messages worked on at the same time. */
  readonly atOnce?: number
  readonly mailEvents?: boolean
  /** More deliveries at one moment than this never end. */
  readonly deliveriesAtMost?: number
}

export const createRunner = (world: World, seam: Seam, options: RunnerOptions = {}) => {
  const { variant = {}, atOnce = 1, mailEvents = false, deliveriesAtMost = 400 } = options
  let connection: Connection
  let app: App
  const start = (): void => {
    connection = seam.connect()
    app = startApp(world, connection, variant)
  }
  start()

  const restart = (): void => {
    // The process' locks end with it; whatever else it knew is gone.
    world.queues.releaseAll()
    start()
  }
  /** Does something in the app; what becomes of it is a value. */
  const attempt = async <T>(act: (app: App) => Promise<T>): Promise<{ value: T } | 'failed' | 'crashed'> => {
    const { crashed } = connection
    seam.nextPlace()
    try {
      const ended = await Promise.race([act(app).then((value) => ({ value })), crashed])
      if (ended === 'crashed') restart()
      return ended
    } catch {
      // The caller sees a failed call; what it left behind is what the checker looks at.
      return 'failed'
    } finally {
      seam.nextPlace()
    }
  }

  /** A clerk changes a customer; without an answer nobody knows whether it is stored. */
  const edit = async (id: string, texts: Values): Promise<string> => {
    const ended = await attempt((running) => running.edit(id, texts))
    const outcome = typeof ended === 'string' ? ended : ended.value
    if (outcome === 'stored' || typeof ended === 'string')
      for (const [path, text] of Object.entries(texts))
        world.edits.push({ id, path, text, by: 'clerk', sure: outcome === 'stored' })
    return outcome
  }

  const submit = async (body: unknown, key?: string): Promise<string> => {
    for (let tries = 0; tries < triesAtMost; tries += 1) {
      const ended = await attempt((running) => running.submit(body, key))
      if (typeof ended === 'string') continue
      const { outcome, requestId } = ended.value
      if (outcome !== 'accepted' || !requestId) throw new Error(`The request was not accepted (${outcome}).`)
      world.accepted.add(requestId)
      return requestId
    }
    throw new Livelock('A request was never accepted.')
  }

  /** Dataverse asks again once when the answer was 503, and never otherwise. */
  const deliverHook = async (hook: SalesHook): Promise<void> => {
    if ((await attempt((running) => running.hook(hook))) === 'failed') await attempt((running) => running.hook(hook))
  }
  const deliverHooks = async (): Promise<void> => {
    for (let hook = world.hooks.shift(); hook; hook = world.hooks.shift()) await deliverHook(hook)
  }

  const work = async (message: Queued): Promise<void> => {
    const complete = (): Promise<unknown> => {
      const settle = () => world.queues.complete(message)
      const lost = () => undefined
      return connection.call('queue.complete', settle, {
        // The lock is lost instead: the message comes again.
        refused: () => world.queues.abandon(message),
        lost,
      })
    }
    const ended = await attempt(async (running) => {
      if (variant.completesFirst) await complete()
      await running.handlers[message.queue](message.body)
      if (!variant.completesFirst) await complete()
    })
    if (ended === 'failed') world.queues.abandon(message)
  }
  /** Delivers one batch of visible messages; says how many. */
  const deliver = async (): Promise<number> => {
    const batch: Queued[] = []
    for (let next = 0; next < atOnce; next += 1) {
      const message = world.queues.receive(world.time.now, world.pick)
      if (message) batch.push(message)
    }
    if (batch.length === 1 && batch[0]) await work(batch[0])
    else await Promise.all(batch.map(work))
    return batch.length
  }
  const drain = async (): Promise<number> => {
    let delivered = 0
    for (let count = await deliver(); count > 0; count = await deliver()) {
      delivered += count
      if (delivered > deliveriesAtMost) throw new Livelock('Messages beget messages without end.')
    }
    for (const dead of world.queues.takeDead()) {
      const { queue, body } = dead
      if (typeof (await attempt((running) => running.dead[queue](body))) === 'string') world.queues.keepDead(dead)
    }
    return delivered
  }

  /** The provider repeats an event until it is taken. https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
  const deliverMailEvents = async (): Promise<void> => {
    for (const { mailId, prospectId } of world.mail.taken)
      for (let tries = 0; tries < triesAtMost; tries += 1) {
        const event = { mailId, prospectId, state: 'Delivered' } as const
        if (typeof (await attempt((running) => running.mailEvent(event))) !== 'string') break
      }
  }

  /** Whether the run of the job finished all it had to do. */
  const job = async (name: JobName): Promise<boolean> => {
    const ended = await attempt((running) => running.runJob(name))
    return typeof ended !== 'string' && ended.value.failed === 0
  }
  /** One round of everything that happens by itself; says whether there may be more to do. */
  const round = async (): Promise<'moved' | 'still'> => {
    await deliverHooks()
    const before = await drain()
    let finished = true
    const onOccasion: readonly JobName[] = [
      ...(erasing(world).length > 0 ? (['erasure'] as const) : []),
      ...(asking(world) ? (['reminders'] as const) : []),
    ]
    for (const name of [...jobsOfARound, ...onOccasion]) finished = (await job(name)) && finished
    const after = await drain()
    if (mailEvents) await deliverMailEvents()
    return before + after === 0 && finished ? 'still' : 'moved'
  }

  /**
   * Goes on until nothing is waiting anywhere, moving the clock past the ladder's steps.
   * @throws Livelock when that never comes
   */
  const quiet = async (): Promise<void> => {
    for (let rounds = 0; rounds < roundsAtMost; rounds += 1) {
      const went = await round()
      const next = world.queues.nextVisibleAt(world.time.now)
      if (went === 'still' && next === undefined && intentsIn(world).length === 0) return
      world.time.now = Math.max(next ?? 0, world.time.now + minute)
    }
    throw new Livelock(`Still waiting: ${intentsIn(world).join(', ')}`)
  }

  return { world, attempt, edit, submit, deliverHook, deliverHooks, deliver, drain, job, round, quiet, restart }
}
