// What the pages that approve or reject say.

import { after, around } from '../wording.ts'

export const ruling = {
  title: 'Convert',
  acts: {
    approve: 'Approve',
    reject: 'Reject',
    'take-back': 'Take back',
    confirm: 'Confirm',
    decline: 'Do not confirm',
    reopen: 'Open again',
    dismiss: 'Dismiss the flag',
  },
  decided: {
    Approved: after('Approved here by '),
    Rejected: after('Rejected here by '),
  },
  holds: around(', to hold from ', ' on. Until then it can be taken back.'),
  waits: '. It waits for a second Approver.',
  confirmedBy: after('Confirmed by '),
  heldBack: 'It cannot be carried out yet; the flags say why. Approve it with another person or address, or reject it.',
  about: {
    'take-back': 'The decision does not take effect, and nobody is told. The prospect stays open.',
    confirm: 'The decision that somebody else proposed takes effect as shown. Its mail leaves with it.',
    decline: 'The decision is not made, and nobody outside is told. The prospect stays open.',
    reopen:
      'The prospect is open again, and the applicant sees that it is in review. No e-mail leaves; the next decision is told again.',
    dismiss: 'The flag is not shown any more until its cause goes and comes back. Nothing else changes.',
  },
  why: 'Why (staff only)',
  consequences: {
    approve: [
      'The company becomes a partner, with the organization and the person chosen below; the customers that are missing are made of the request.',
      'The person is added to the customer hierarchy of the organization; the first one becomes its Admin.',
      'Once job 1010 has told the channel, the person may sign in and gets an e-mail.',
    ],
    reject: ['The prospect is rejected. The applicant sees it on the status page.'],
  },
  flagged: 'Flags of this prospect:',
  second: 'Another Approver has to confirm it first.',
  undo: (minutes: number) =>
    `It takes effect in ${minutes === 1 ? 'one minute' : `${minutes} minutes`}; until then it can be taken back, and no e-mail leaves.`,
  atOnce: 'It takes effect at once.',
  parties: 'With whom',
  organizationId: 'Organization',
  personId: 'Person',
  makeOrganization: after('A new customer, made of the request: '),
  makePerson: after('A new customer, made of the request: '),
  joins: (number: string) => `a partner already, ${number}: the person joins it`,
  email: 'E-mail address of a new person',
  otherAddress: after('Another address is entered at the customer '),
  existing: 'Somebody who is here already',
  findAbout:
    'Likely duplicates are offered below. Others are found by the number of a customer, an e-mail address or words of a partner’s name.',
  find: 'Find',
  findButton: 'Find',
  reason: 'Reason',
  reasonNames: {
    'not-a-business': 'Not a business',
    'details-not-verified': 'Details could not be verified',
    'outside-area': 'Outside our area',
    'already-a-partner': 'Already a partner',
    'not-creditworthy': 'Not creditworthy',
    other: 'Another reason',
  },
  visibility: { public: ' (stands in the e-mail)', internal: ' (staff only)' },
  mailTitle: 'E-mail',
  mail: <T>(to: T, language: string): readonly (string | T)[] => [
    `The requestor gets an e-mail in ${language} at `,
    to,
  ],
  noMail: 'Send no e-mail',
  note: 'Note',
  noteLabel: 'Note (staff only)',
  samePerson: 'Nothing was done. Somebody else has to confirm it: not who proposed it, and not a program.',
  wrong: {
    code: 'Nothing was done. Choose a reason.',
    organizationId: 'Nothing was done. The organization is not there.',
    personId: 'Nothing was done. The person is not there.',
    email: 'Nothing was done. Enter an e-mail address such as name@company.example.',
    reason: 'Nothing was done. Say why, in at most 200 characters.',
    flag: 'Nothing was done. The flag is not there.',
  },
  dismissed: 'Dismissed:',
}
