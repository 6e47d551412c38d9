// What the page *Jobs* says.

import type { ScheduleKind } from '../../../../platform/schedule-kind.ts'
import { after, number } from '../wording.ts'

export const jobs = {
  table: {
    caption: 'Jobs of headquarters',
    columns: {
      job: 'Job',
      schedule: 'Schedule',
      looked: 'Last looked',
      work: 'Last did work',
      state: 'State',
      action: 'Action',
    },
    empty: 'There are no jobs.',
  },
  never: 'Never',
  nothingYet: 'Nothing yet',
  /** By whom a job ran that nobody ran. */
  schedule: 'schedule',
  kinds: (kind: ScheduleKind): string => {
    if ('expression' in kind) return kind.expression
    if ('dailyAt' in kind) return `Every day at ${kind.dailyAt} UTC`
    return kind.count === 1 ? `Every ${kind.every.slice(0, -1)}` : `Every ${kind.count} ${kind.every}`
  },
  next: after('Next run '),
  by: <T>(at: T, by: T): readonly (string | T)[] => [at, ' by ', by],
  processed: (count: number, seconds: number) => `${number(count)} processed in ${seconds.toFixed(1)} s`,
  failed: (count: number) => `${number(count)} failed`,
  running: 'Running',
  since: <T>(at: T, by: T): readonly (string | T)[] => ['since ', at, ' by ', by],
  idle: 'Waiting',
  overdue: 'Has not looked when it should have',
  killed: (count: number) => (count === 1 ? 'Killed' : `Killed ${count} times`),
  killedAt: <T>(at: T, by: T): readonly (string | T)[] => ['Began ', at, ' by ', by, ' and never ended'],
  runNow: 'Run now',
  runThis: (job: string) => `Run now: ${job}`,
  /** The card of the initial synchronization. */
  initial: {
    title: 'Initial synchronization',
    table: {
      caption: 'The last initial synchronization',
      columns: { begun: 'Begun', looked: 'Looked at', made: 'Customers made', errors: 'Errors', state: 'State' },
      empty: 'Nobody began one.',
    },
    begun: <T>(at: T, by: T): readonly (string | T)[] => [at, ' by ', by],
    looked: (accounts: number, contacts: number) => `${number(accounts)} accounts, ${number(contacts)} contacts`,
    made: (count: number) => number(count),
    noErrors: 'None',
    errors: (count: number) => number(count),
    runAgain: 'Retry them among the catch-up errors',
    running: 'Goes on',
    moved: after('last moved '),
    ended: 'Ended',
  },
  ran: (job: string, processed: number, failed: number) => `${job} ran: ${processed} processed, ${failed} failed.`,
}
