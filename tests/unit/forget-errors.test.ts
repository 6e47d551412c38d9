// Which catch-up errors go with a prospect that was erased.

import { expect, it } from 'vitest'
import {
  decisionMailMessage,
  questionMailMessage,
  queueOf,
  refuseNoteMessage,
  userMailMessage,
  writeAnswerMessage,
  writeLeadMessage,
  writeQuestionMessage,
} from '../../shared/domain/messages.ts'
import { createForgetErrors } from '../../shared/dual-write/forget-errors.ts'
import { errorIdOf } from '../../shared/dual-write/store/catch-up-error.ts'

const note = '4f6c2a10-6a3e-4c55-8a3b-9d8f5b6a7c81'
const id = '0b54b5a6-7d0f-4a3c-9a0e-3d2b1c4e5f60'

it('forgets the errors of every decision and question of a prospect, and of nobody else', async () => {
  const forgotten: string[] = []
  const forget = createForgetErrors({
    forget: async (ids) => {
      forgotten.push(...ids)
      return ids.length
    },
  })
  expect(await forget(id, { decisions: 2, questions: 2, notes: [note] })).toBe(forgotten.length)
  const own = [
    writeLeadMessage(id),
    decisionMailMessage(id, 2, 'Admin'),
    questionMailMessage(id, 1),
    questionMailMessage(id, 2),
    questionMailMessage(id, 2, 1),
    questionMailMessage(id, 1, 2),
    writeAnswerMessage(id, 2),
    writeQuestionMessage(id, 2),
    refuseNoteMessage(id, note),
  ]
  expect(forgotten).toEqual(expect.arrayContaining(own.map((message) => errorIdOf(queueOf(message), message))))
  const others = [
    decisionMailMessage(id, 3),
    questionMailMessage(id, 3),
    questionMailMessage(id, 3, 1),
    userMailMessage({ userId: id, organizationId: id, number: 1, kind: 'user-added', home: '1', place: '1' }),
  ]
  for (const message of others) expect(forgotten).not.toContain(errorIdOf(queueOf(message), message))
})
