// What staff call the jobs, in English.

import type { JobText } from '../job-words.ts'

export const jobs = {
  'P-0001': { title: 'P-0001', description: 'Pulls the requests that wait in the channel into headquarters.' },
  synchronize: {
    title: 'Synchronize orders and channel requests',
    description: 'Turns pulled requests into prospects, and hands them on to Sales where that decides.',
  },
  'catch-up': {
    title: 'Catch up with Sales',
    description:
      'Looks again at whatever is stuck or no event told of, and compares Sales with headquarters where that decides.',
  },
  '1010': {
    title: '1010 (Customers)',
    description:
      'Tells the channel of decisions and customers; then approved requestors can sign in and get their mail.',
  },
  initial: {
    title: 'Initial synchronization',
    description:
      'Makes customers of all accounts of the type Customer in Sales and of their contacts. Whoever runs it begins it; it goes on by itself.',
  },
  lists: {
    title: 'Keep lists',
    description:
      'Adds up how many prospects, partners and users there are of what, for lists and overview; and lists and counts those that an earlier version stored.',
  },
  seal: {
    title: 'Seal timelines',
    description:
      'Adds digests of timelines that changed to the audit trail, so that a changed or removed line is found.',
  },
  audit: {
    title: 'Check the audit trail',
    description: 'Checks that no line of the audit trail was removed, changed or moved, a part at a time.',
  },
  outdated: {
    title: 'Remove what has had its time',
    description:
      'Removes what was needed for a while only: counts of limits, uses of the form, requests kept apart that nobody settled in time.',
  },
  reminders: {
    title: 'Remind applicants',
    description:
      'Reminds applicants of questions that they did not answer, and closes those that two reminders did not get answered.',
  },
  erasure: {
    title: 'Erase personal data',
    description:
      'Erases what is personal of rejected and withdrawn requests whose time is over, and of tests of the connection with Sales; and ends erasures that were cut off.',
  },
} as const satisfies Readonly<Record<string, JobText>>
