// Planted mistakes in questions to applicants.

import { done } from '../../../shared/domain/work-result.ts'
import { decisionMailId, questionMailNumber } from '../../../shared/headquarters/decision-mail-id.ts'
import { withPorts, withValues, withWrites } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

const rule = 'I21 questions are asked, answered and over'
const emptyMail = { to: 'ada@fabrikam.example', toName: '', subject: '', html: '', text: '' }
const isProspect = (key: string): boolean => key.endsWith('|a')

export const questionMutants: Readonly<Record<string, Mutant>> = {
  'answer shown as taken and kept for nobody': {
    variant: withWrites('channel', (write) =>
      write.op !== 'delete' && write.key.startsWith('pending|') && write.key.includes('|answer-') ? undefined : write,
    ),
    shows: 'answer a question',
    caughtBy: rule,
  },
  'answer that no seller is told of': {
    variant: {
      piece: {
        works: (works) => ({
          ...works,
          'sales-writes': async (message) => (message.type === 'write-answer' ? done : works['sales-writes'](message)),
        }),
      },
    },
    shows: 'answer a question',
    caughtBy: rule,
  },
  'note of a seller that nobody reads': {
    variant: withPorts(({ sales, ...ports }) => ({
      ...ports,
      sales: {
        ...sales,
        changedNotes: async () => ({ changed: [] }),
        readLead: async (leadId) => {
          const snapshot = await sales.readLead(leadId)
          return snapshot.lead === 'missing' ? snapshot : { ...snapshot, notes: [] }
        },
      },
    })),
    shows: 'ask by a note in Sales',
    caughtBy: rule,
  },
  'note of a seller that is forgotten once it is asked': {
    variant: withValues('headquarters', (key, value) =>
      isProspect(key) && value['askedNotes'] ? { ...value, askedNotes: [] } : value,
    ),
    shows: 'ask by a note in Sales',
    caughtBy: rule,
  },
  'note of a seller that asks nothing, of which nobody is told': {
    variant: {
      piece: {
        works: (works) => ({
          ...works,
          'sales-writes': async (message) => (message.type === 'refuse-note' ? done : works['sales-writes'](message)),
        }),
      },
    },
    shows: 'ask by a note in Sales',
    caughtBy: rule,
  },
  'question that no seller is told of': {
    variant: {
      piece: {
        works: (works) => ({
          ...works,
          'sales-writes': async (message) =>
            message.type === 'write-question' ? done : works['sales-writes'](message),
        }),
      },
    },
    shows: 'wait for an answer',
    caughtBy: rule,
  },
  'question that is mailed to nobody': {
    variant: {
      piece: {
        works: (works) => ({
          ...works,
          mail: async (message) => (message.type === 'question-mail' ? done : works.mail(message)),
        }),
      },
    },
    shows: 'wait for an answer',
    caughtBy: rule,
  },
  'reminders that never leave': {
    variant: { piece: { jobs: (jobs) => ({ ...jobs, reminders: async () => ({ processed: 0, failed: 0 }) }) } },
    shows: 'remind of a question',
    caughtBy: rule,
  },
  'reminder of what was answered meanwhile': {
    variant: {
      piece: {
        shown: () => async (requestId) => ({
          requestId,
          status: 'InReview',
          submittedAt: '',
          question: { number: 1, text: '', askedAt: '', fields: [] },
        }),
      },
    },
    shows: 'answer while a reminder is made',
    caughtBy: rule,
  },
  'reminder of a question that was taken back': {
    variant: {
      piece: {
        works: (works, { sendMail }) => ({
          ...works,
          mail: async (message) => {
            if (message.type !== 'question-mail' || !message.data.reminder) return works.mail(message)
            const { prospectId, question, reminder } = message.data
            const id = decisionMailId(prospectId, questionMailNumber(question, reminder))
            await sendMail({ ...emptyMail, id, customArgs: { mailId: id, prospectId } })
            return works.mail(message)
          },
        }),
      },
    },
    shows: 'answer while a reminder is made',
    caughtBy: rule,
  },
  'reminders that make up for the time in which the host stood still': {
    variant: withValues('headquarters', (key, value) =>
      /[|]m[|]81/.test(key) ? { ...value, at: '2020-01-01T00:00:00.000Z' } : value,
    ),
    shows: 'remind of a question',
    caughtBy: rule,
  },
  'question that is closed with one reminder': {
    variant: { piece: { reminderTimes: ([first, second]) => [first, second, second] } },
    shows: 'remind of a question',
    caughtBy: rule,
  },
  'reminder sent twice': {
    variant: withPorts(({ sendMail, ...ports }) => ({
      ...ports,
      sendMail: async (mail) => {
        if (mail.subject.startsWith('Herinnering')) await sendMail(mail)
        return sendMail(mail)
      },
    })),
    shows: 'remind of a question',
    caughtBy: 'I3 one mail per decision',
  },
  'question mailed twice': {
    variant: withPorts(({ sendMail, ...ports }) => ({
      ...ports,
      sendMail: async (mail) => {
        const isQuestion = mail.subject.startsWith('Een vraag')
        if (isQuestion) await sendMail(mail)
        return sendMail(mail)
      },
    })),
    shows: 'answer a question',
    caughtBy: 'I3 one mail per decision',
  },
  'clock that goes on while a question is open': {
    variant: withValues('headquarters', (key, value) =>
      isProspect(key) && value['pauses'] ? { ...value, pauses: [] } : value,
    ),
    shows: 'answer a question',
    caughtBy: rule,
  },
  'decision that leaves the question open': {
    variant: withValues('channel', (key, value) =>
      key.startsWith('request|') && value['status'] === 'Declined'
        ? { ...value, question: { number: 1, text: 'Which?', askedAt: '2026-11-21T09:00:00.000Z', fields: [] } }
        : value,
    ),
    shows: 'decide while a question is open',
    caughtBy: rule,
  },
}
