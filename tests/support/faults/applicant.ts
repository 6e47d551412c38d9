// An applicant at work on the pages of a request, who presses again when no page comes.

import { addressHash } from '../../../shared/channel/address-hash.ts'
import { deriveId } from '../../../shared/platform/ids.ts'
import type { Runner } from './runner.ts'

const triesAtMost = 6
const causeMs = 10 * 60_000

/** The id under which asking for the links of an address is one cause. */
const causeOf = (email: string, at: number): string =>
  deriveId('link-again', addressHash(email), Math.floor(at / causeMs))

export const applicantIn = (runner: Runner) => {
  const { world } = runner
  const press = async (button: 'withdraw' | 'confirm', requestId: string): Promise<string> => {
    for (let tries = 0; tries < triesAtMost; tries += 1) {
      const ended = await runner.attempt((app) => app[button](requestId))
      if (typeof ended !== 'string') return ended.value
    }
    return 'never answered'
  }
  return {
    withdraw: async (requestId: string): Promise<void> => {
      if ((await press('withdraw', requestId)) === 'done') world.applicants.withdrawn.add(requestId)
    },
    confirm: async (requestId: string): Promise<void> => {
      if ((await press('confirm', requestId)) === 'done') world.applicants.confirmed.add(requestId)
    },
    /** Answers what the page asks, if it asks something. */
    answer: async (requestId: string): Promise<void> => {
      for (let tries = 0; tries < triesAtMost; tries += 1) {
        const ended = await runner.attempt((app) => app.answer(requestId))
        if (typeof ended === 'string') continue
        const { answered } = world.applicants
        if (ended.value !== undefined) answered.set(requestId, new Set(answered.get(requestId)).add(ended.value))
        return
      }
    },
    askForLink: async (email: string): Promise<void> => {
      const cause = causeOf(email, world.time.now)
      for (let tries = 0; tries < triesAtMost; tries += 1) {
        const ended = await runner.attempt((app) => app.askForLink(email))
        const isTold = typeof ended !== 'string'
        world.applicants.asked.set(cause, isTold || world.applicants.asked.get(cause) === true)
        if (isTold) return
      }
    },
  }
}
