// A clerk who decides prospects in headquarters, and presses again when no page comes.

import type { QuestionOrder } from '../../../shared/headquarters/ask-question.ts'
import type { RulingOrder } from '../../../shared/headquarters/rule-prospect.ts'
import type { Runner } from './runner.ts'

const kim = { id: 'kim-id', name: 'Kim' }
const lee = { id: 'lee-id', name: 'Lee' }
const triesAtMost = 6

export const approves: RulingOrder = { action: 'approve', terms: { note: 'Known' }, who: kim }
export const rejects: RulingOrder = { action: 'reject', terms: { reason: 'other' }, who: lee }
export const takesBack: RulingOrder = { action: 'take-back', why: 'The wrong one', who: kim }
export const opensAgain: RulingOrder = { action: 'reopen', why: 'They called', who: kim }

export const asks: QuestionOrder = { action: 'ask', text: 'Which number?', fields: ['company.taxId'], who: kim }
export const takesQuestionBack: QuestionOrder = { action: 'take-back', why: 'Found it', who: kim }

/** What stands by what the clerk was told. */
const standing = { approve: 'Approved', reject: 'Rejected', 'take-back': 'none', reopen: 'none' } as const
const isNamed = (action: string): action is keyof typeof standing => Object.hasOwn(standing, action)

export const clerkIn = (runner: Runner) => {
  const { rulings } = runner.world.staff
  return {
    /** Asks the applicant something, or takes that back; pressed again when no page comes. */
    question: async (prospectId: string, order: QuestionOrder): Promise<void> => {
      for (let tries = 0; tries < triesAtMost; tries += 1) {
        const ended = await runner.attempt((app) => app.question(prospectId, order))
        if (typeof ended !== 'string' && ended.value !== 'changed-meanwhile') return
      }
    },
    /** Several orders are given by several people at one moment. */
    rule: async (prospectId: string, ...orders: readonly RulingOrder[]): Promise<void> => {
      let isUnsure = false
      for (let tries = 0; tries < triesAtMost; tries += 1) {
        const ended = await runner.attempt((app) => app.rule(prospectId, orders))
        if (typeof ended === 'string') {
          isUnsure = true
          continue
        }
        if (ended.value.every((result) => result === 'changed-meanwhile')) continue
        if (ended.value.filter((result) => result === 'done').length > 1) {
          rulings.set(prospectId, 'doubled')
          return
        }
        for (const [index, { action }] of orders.entries()) {
          const result = ended.value[index]
          const isDone = result === 'done' || result === 'as-before'
          if (isNamed(action) && isDone) rulings.set(prospectId, standing[action])
        }
        // It may have been done by a page that never came.
        if (isUnsure && ended.value.includes('impossible')) rulings.set(prospectId, 'unknown')
        return
      }
      rulings.set(prospectId, 'unknown')
    },
  }
}
