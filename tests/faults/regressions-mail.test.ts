// Faults around mails that once broke a rule.

import { describe, expect, it } from 'vitest'
import type { CatchUpError } from '../../shared/dual-write/store/catch-up-error.ts'
import type { MailRecord } from '../../shared/headquarters/store/mail-record.ts'
import { violationsIn } from '../support/faults/invariants.ts'
import { createRunner, type Runner } from '../support/faults/runner.ts'
import { toLead } from '../support/faults/scenarios.ts'
import { faultSeam } from '../support/faults/seam.ts'
import { sellerIn } from '../support/faults/seller.ts'
import { createWorld, type World } from '../support/faults/world.ts'

const mailIn = (world: World): MailRecord | undefined =>
  world.headquarters.rows().find(({ key }) => key.includes('|m|'))?.value as MailRecord | undefined

const errorsIn = (world: World): CatchUpError[] =>
  world.errors.rows().flatMap(({ key, value }) => (key.startsWith('error|') ? [value as CatchUpError] : []))

const reject = async (runner: Runner): Promise<string> => {
  const leadId = await toLead(runner)
  sellerIn(runner.world).disqualify(leadId)
  await runner.deliverHooks()
  return leadId
}

describe('mails', () => {
  it('a bounce that is told before the provider answers stays a bounce', async () => {
    const world = createWorld()
    const bounceFirst = async (mail: { id: string; customArgs: Readonly<Record<string, string>> }) => {
      const event = { mailId: mail.id, prospectId: mail.customArgs['prospectId'] ?? '', state: 'Bounced' } as const
      await runner.attempt((app) => app.mailEvent(event))
    }
    const runner = createRunner(world, faultSeam(new Map()), {
      variant: {
        noReceipt: true,
        ports: (ports) => ({
          ...ports,
          sendMail: async (mail) => {
            const outcome = await ports.sendMail(mail)
            await bounceFirst(mail)
            return outcome
          },
        }),
      },
    })
    await reject(runner)
    await runner.quiet()
    expect(mailIn(world)?.state).toBe('Bounced')
    expect(world.mail.taken.length).toBe(1)
  })

  it('a refused mail is sent when staff retry it', async () => {
    const world = createWorld()
    let refuses = true
    const runner = createRunner(world, faultSeam(new Map()), {
      variant: {
        noReceipt: true,
        ports: (ports) => ({
          ...ports,
          sendMail: async (mail) => (refuses ? { outcome: 'permanent', code: 'http-401' } : ports.sendMail(mail)),
        }),
      },
    })
    await reject(runner)
    await runner.quiet()
    expect(errorsIn(world)).toMatchObject([{ queue: 'mail', code: 'http-401', state: 'Open' }])
    refuses = false
    await runner.attempt((app) => app.retryAll())
    await runner.quiet()
    expect(world.mail.taken.length).toBe(1)
    expect(mailIn(world)?.state).toBe('Accepted')
  })

  it('a mail given up as unknown is told to staff although the process dies before it can', async () => {
    const world = createWorld()
    const seam = faultSeam(new Map())
    const runner = createRunner(world, seam, { variant: { noReceipt: true } })
    world.down.mailTimesOut = true
    await reject(runner)
    let armed = false
    for (let rounds = 0; rounds < 10; rounds += 1) {
      await runner.drain()
      // The third look at the mail gives it up: it reads, writes, and dies before it records the error.
      if (world.mail.taken.length === 2 && !armed) {
        seam.arm(6, 'crash-before')
        armed = true
      }
      world.time.now = world.queues.nextVisibleAt(world.time.now) ?? world.time.now
    }
    world.down.mailTimesOut = false
    await runner.quiet()
    expect(seam.struck).toEqual([expect.stringContaining('errors.write')])
    expect(mailIn(world)?.state).toBe('Unknown')
    expect(errorsIn(world)).toMatchObject([{ queue: 'mail', code: 'mail-unknown', state: 'Open' }])
    expect(violationsIn(world, true)).toEqual([])
  })

  describe('given up as unknown', () => {
    const givenUp = async () => {
      const world = createWorld()
      const runner = createRunner(world, faultSeam(new Map()), { variant: { noReceipt: true } })
      world.down.mailTimesOut = true
      const leadId = await reject(runner)
      await runner.quiet()
      expect(mailIn(world)).toMatchObject({ state: 'Unknown', tries: 2 })
      expect(world.mail.taken.length).toBe(2)
      const [error] = errorsIn(world)
      if (!error) throw new Error('There is no error to retry.')
      return { world, runner, leadId, retry: () => runner.attempt((app) => app.retry(error.errorId)) }
    }

    it('is sent exactly once more when staff retry it knowingly, however often they press', async () => {
      const { world, runner, retry } = await givenUp()
      world.down.mailTimesOut = false
      for (let presses = 0; presses < 3; presses += 1) await retry()
      await runner.quiet()
      await retry()
      await runner.quiet()
      expect(world.mail.taken.length).toBe(3)
      expect(mailIn(world)?.state).toBe('Accepted')
      expect(errorsIn(world)).toMatchObject([{ code: 'mail-unknown', state: 'Retried' }])
    })

    it('is an error again when the end of that one is unknown too', async () => {
      const { world, runner, retry } = await givenUp()
      await retry()
      await runner.quiet()
      expect(world.mail.taken.length).toBe(3)
      expect(mailIn(world)?.state).toBe('Unknown')
      expect(errorsIn(world)).toMatchObject([{ code: 'mail-unknown', state: 'Open' }])
    })

    it('is left alone by a retry of everything, which nobody presses for one mail', async () => {
      const { world, runner } = await givenUp()
      world.down.mailTimesOut = false
      await runner.attempt((app) => app.retryAll())
      await runner.quiet()
      expect(world.mail.taken.length).toBe(2)
      expect(errorsIn(world)).toMatchObject([{ code: 'mail-unknown', state: 'Open' }])
    })

    it('is not sent once more when its decision does not stand any more', async () => {
      const { world, runner, leadId, retry } = await givenUp()
      world.down.mailTimesOut = false
      sellerIn(world).reactivate(leadId)
      await runner.deliverHooks()
      await runner.quiet()
      await retry()
      await runner.quiet()
      expect(world.mail.taken.length).toBe(2)
      expect(mailIn(world)?.state).toBe('Unknown')
    })

    it('is not sent once more when the provider said meanwhile that it arrived', async () => {
      const { world, runner, leadId, retry } = await givenUp()
      world.down.mailTimesOut = false
      const mailId = mailIn(world)?.mailId ?? ''
      await runner.attempt((app) => app.mailEvent({ mailId, prospectId: leadId, state: 'Delivered' }))
      await retry()
      await runner.quiet()
      expect(world.mail.taken.length).toBe(2)
      expect(mailIn(world)?.state).toBe('Delivered')
    })
  })
})
