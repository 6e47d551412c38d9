// What the card and the pages of a question to the applicant say.

import { after, around } from '../wording.ts'

export const question = {
  title: 'Question to the applicant',
  acts: { ask: 'Ask the applicant', 'take-back': 'Take back the question' },
  asked: around('Asked by ', ' on '),
  waits: 'The applicant has not answered yet. The clock of the stage stands still until then.',
  fields: 'Asked to correct:',
  answered: after('Answered '),
  late: 'Nobody waited for this answer any more: the request stays as it is.',
  none: 'Nothing was asked yet.',
  what: 'What happens',
  consequences: (language: string) => [
    `The applicant gets an e-mail in ${language} with the question and the link to the page of the request, where it is answered. It leaves once job 1010 has run.`,
    'The clock of the stage stands still until the answer comes. What is corrected becomes the request; the timeline keeps what was before.',
  ],
  toSales:
    'Question and answer stand on the lead as notes, and corrections reach the lead where it still says what the request said.',
  to: after('It goes to '),
  label: 'Question',
  hint: (max: number) =>
    `Write it in the language of the applicant: it is sent as it stands. At most ${max} characters.`,
  correct: 'What the applicant may correct with the answer',
  address: 'Address',
  ofWhom: (whose: string, field: string) => `${whose}: ${field}`,
  takeBack:
    'The page of the request asks nothing any more, and an e-mail that has not left yet stays. An answer that is on its way is kept, and changes nothing.',
  wrong: {
    text: 'Nothing was done. Write a question of at most 1000 characters.',
    reason: 'Nothing was done. Say why, in at most 200 characters.',
  },
}
