// Compares everything that is ours with Sales now, instead of with the slow round of the catch-up: what differs is looked
// at, and what is missing is counted, so that people know before they have it written again.

import {
  type Message,
  type MessageOf,
  salesChangeMessage,
  writeAnswerMessage,
  writeQuestionMessage,
} from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { WorkResult } from '../domain/work-result.ts'
import { isListed } from '../headquarters/store/prospect-index.ts'
import { forMany } from '../platform/for-many.ts'
import { type CompareRoundDeps, comparePart } from './compare-round.ts'
import { createComparedStore } from './compared-store.ts'
import { type BeginRoundDeps, beginRound, goRound, type RoundDeps } from './repair-round.ts'

/** What shows no opportunity has no id to compare by: one may be there again, as old as it was. */
const isOpportunityUnknown = ({ sales: { stage } }: Prospect): boolean => stage === 'Lead qualified'

/** A restore takes notes away as well: what the applicant is asked and answered is noted again where it is not there. */
const notesOf = ({ prospectId, question, answers = [] }: Prospect): Message[] => [
  ...(question ? [writeQuestionMessage(prospectId, question.number)] : []),
  ...answers.map(({ number }) => writeAnswerMessage(prospectId, number)),
]

export type CompareEverythingDeps = RoundDeps & Pick<CompareRoundDeps, 'sales' | 'log'>

/** Begins the comparison. @param who the member of staff who wants it */
export const askToCompare = (deps: BeginRoundDeps, who: string): Promise<'begun' | 'running'> =>
  beginRound(deps, 'compare-all', who)

/** Compares some parts: four calls of Sales for each, and one for what is not marked yet. */
export const compareEverything = (
  deps: CompareEverythingDeps,
  { run }: MessageOf<'compare-all'>['data'],
): Promise<WorkResult> => {
  const { sales, log, send } = deps
  const compared = { sales, log, headquarters: createComparedStore(deps.headquarters) }
  return goRound(deps, 'compare-all', run, async ({ prospects, customers }) => {
    const { hints, missing, isPartly } = await comparePart(compared, prospects, customers)
    const unknown = prospects.filter(isOpportunityUnknown).map(({ prospectId }) => ({ leadId: prospectId }))
    await send([...[...hints, ...unknown].map(salesChangeMessage), ...prospects.flatMap(notesOf)])
    const unlisted = prospects.filter((prospect) => !isListed(prospect))
    await forMany(unlisted, ({ prospectId }) => deps.headquarters.prospects.repairLists(prospectId))
    return { missing, different: hints.length, isPartly }
  })
}
