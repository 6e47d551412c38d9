// The job that reminds applicants of questions that they did not answer, and closes a question that two reminders did not get
// answered. One run does one step of each question at most; which one it is the ledger of mails says.

import type { ChannelRequests } from '../../channel/store/requests.ts'
import type { ApprovalDesk } from '../../domain/approval-desk.ts'
import type { Log } from '../../domain/log-events.ts'
import { questionMailMessage, type Send, salesChangeMessage } from '../../domain/messages.ts'
import type { ProspectSummary } from '../../domain/prospect.ts'
import { unanswered } from '../../domain/question.ts'
import {
  type MailOfQuestion,
  type ReminderNumber,
  type ReminderTimes,
  reminderStep,
} from '../../domain/question-reminders.ts'
import { forMany } from '../../platform/for-many.ts'
import { describeError } from '../../platform/log.ts'
import { questionMailNumber } from '../decision-mail-id.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import { mailOf, type StoredProspect } from '../store/prospects.ts'
import { storeAct } from '../store-act.ts'
import { type Job, jobTimeMs, notNoted } from './job.ts'

export type RemindDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'pushes' | 'walkList'>
  readonly requests: Pick<ChannelRequests, 'status'>
  /** `never`: nobody is reminded, and nothing is closed. */
  readonly reminderTimes: ReminderTimes | 'never'
  readonly send: Send
  /** Absent: Sales. */
  readonly desk?: ApprovalDesk
  readonly now: () => Date
  readonly log: Log
}

/** The prospects whose applicants were asked something. */
const list = 'mark:question-open'
const atOnce = 16
/** By then the end of a question is stored, and a seller's note that waited for it can be asked. */
const laterMs = 60_000

/** When the question was asked, where the line says so; lines of earlier versions do not. */
const askedAt = ({ pauses = [] }: ProspectSummary): string => pauses.find(({ to }) => to === undefined)?.from ?? ''

const close = async (
  { headquarters, send, desk = 'sales' }: RemindDeps,
  stored: StoredProspect,
  at: string,
): Promise<boolean> => {
  const { prospectId, sales } = stored.value
  // Before it is stored, as nothing would ask for it once that is done.
  if (desk === 'sales' && sales.leadWrittenAt) await send([salesChangeMessage({ leadId: prospectId })], laterMs)
  if ((await storeAct(headquarters, stored, unanswered(stored.value, at), at)) === 'written') return true
  // A line of a list that is not there would refuse it each time.
  await headquarters.prospects.repairLists(prospectId)
  return false
}

/** Runs the job once. */
export const remindApplicants =
  (deps: RemindDeps): Job =>
  async (begins = notNoted) => {
    const { headquarters, requests, reminderTimes, send, now, log } = deps
    if (reminderTimes === 'never') return { processed: 0, failed: 0 }
    const started = now().getTime()
    const isOld = (line: ProspectSummary): boolean => !(Date.parse(askedAt(line)) + reminderTimes[0] > started)
    const due = (await headquarters.walkList.whole(list))
      .filter(isOld)
      .toSorted((one, other) => askedAt(one).localeCompare(askedAt(other)))
    let [processed, failed] = [0, 0]

    const step = async (prospectId: string): Promise<void> => {
      const stored = await headquarters.prospects.read(prospectId)
      const question = stored?.value.question
      if (!stored || !question) return
      const mailAt = (reminder?: ReminderNumber): MailOfQuestion | undefined => {
        const mail = mailOf(stored, questionMailNumber(question.number, reminder))?.value
        return mail && { state: mail.state, at: Date.parse(mail.at) }
      }
      const mails = [mailAt(), mailAt(1), mailAt(2)] as const
      const todo = reminderStep(Date.parse(question.askedAt), mails, reminderTimes, started)
      if (!todo) return
      // The answer may lie in the channel, where headquarters does not know it yet.
      if ((await requests.status(prospectId))?.question?.number !== question.number) return
      await begins()
      if (todo !== 'close') await send([questionMailMessage(prospectId, question.number, todo.remind)])
      else if (!(await close(deps, stored, now().toISOString()))) {
        // Somebody changed it: the next run looks again.
        failed += 1
        return
      }
      processed += 1
    }
    const safely = async ({ prospectId }: ProspectSummary): Promise<void> => {
      try {
        await step(prospectId)
      } catch (error) {
        log.error('job-partition-failed', {
          job: 'reminders',
          correlationId: prospectId,
          error: describeError(error),
        })
        failed += 1
      }
    }
    for (let from = 0; from < due.length && now().getTime() < started + jobTimeMs; from += atOnce)
      await forMany(due.slice(from, from + atOnce), safely)
    return { processed, failed }
  }
