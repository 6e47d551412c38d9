// What the page *Dual-write* says.

import { number } from '../wording.ts'

export const dualWrite = {
  states: { running: 'Running', paused: 'Paused', waiting: 'Waiting for Sales' },
  off: 'Off',
  offAbout:
    'Headquarters decides (APPROVAL_DESK=headquarters): nothing is written to Sales or read there. What waited in the queues when this was set is kept, and what Sales lacks is written when there is a Sales again.',
  bridge: 'Bridge',
  running: 'Changes flow between headquarters and Sales.',
  pauseReason: 'Reason for the pause',
  pause: 'Pause',
  facts: { state: 'State', since: 'Since', pausedBy: 'Paused by', reason: 'Reason', kept: 'Changes kept' },
  resume: 'Resume',
  lost: 'After a restore of Sales',
  lostAbout:
    'First compare, which says how much is missing and changes nothing there. Then write again what Sales does not have: leads of open prospects, and accounts and contacts of partners. What is there is never changed. Deleted ones are taken for lost ones, so write again only after something was lost. Both go on in the background, a part at a time.',
  compareAll: 'Compare everything with Sales now',
  writeMissing: 'Write again all that are missing',
  round: {
    caption: 'What the last rounds came to',
    columns: {
      round: 'Round',
      state: 'State',
      begun: 'Begun',
      moved: 'Last moved',
      by: 'By',
      prospects: 'Prospects',
      leads: 'Leads',
      accounts: 'Accounts',
      contacts: 'Contacts',
      different: 'Otherwise different',
    },
    empty: 'Nothing was compared by hand yet, so it is not known whether something is missing.',
  },
  rounds: { 'compare-all': 'Compared: missing', 'write-missing': 'Written again' },
  roundStates: { running: 'Under way', ended: 'Done', still: 'Stands still' },
  standsStill:
    'A round that stands still waits for Sales or for the bridge. It goes on by itself within half an hour of their return; press its button to have it go on at once.',
  partly: 'Some tables of Sales could not be read, so more may be missing than is shown.',
  seeMissing: 'Show the prospects of which something is missing',
  queues: 'Queues',
  noCounts: 'The counts are not available at the moment.',
  queuesTable: {
    caption: 'Messages by queue',
    columns: { queue: 'Queue', waiting: 'Waiting', scheduled: 'Scheduled', deadLettered: 'Dead-lettered' },
    empty: 'There are no queues.',
  },
  comparison: {
    title: 'Comparison with Sales',
    table: {
      caption: 'What of Sales cannot be compared; everything else is',
      columns: { table: 'Table', problem: 'Problem', since: 'Since' },
      empty: 'Everything is compared.',
    },
    tables: {
      leads: 'Leads',
      opportunities: 'Opportunities',
      accounts: 'Accounts',
      contacts: 'Contacts',
      annotations: 'Notes',
    },
    refused: 'Sales does not let this table be read, or did not answer. Each run of the catch-up tries again.',
    withoutMarker:
      'Its rows bear no customer numbers, so a change of which no event told is found later. Run npm run sales:install.',
  },
  errors: {
    title: 'Catch-up errors',
    lists: 'Lists of errors',
    open: (count: string) => `Open (${count})`,
    settled: 'Retried or dismissed',
    reason: 'Reason',
    kind: 'Message',
    any: 'Any',
    /** One choice of a filter. */
    choice: (text: string, count: number) => `${text} (${number(count)})`,
    show: 'Show',
    showAll: 'Show all open errors',
    counting:
      'Errors of an earlier version are being put in order; some of them are not counted yet. Load the page again.',
    number: (count: number) => number(count),
    orMore: (count: number) => `${number(count)} or more`,
    shown: (from: string, to: string) => `${from} to ${to}.`,
    shownOf: (from: string, to: string, total: string) => `${from} to ${to} of ${total}.`,
    table: {
      caption: 'What could not be carried over, newest first',
      columns: {
        message: 'Message',
        prospect: 'Prospect',
        reason: 'Reason',
        tries: 'Tries',
        first: 'First',
        last: 'Last',
        state: 'State',
        action: 'Action',
      },
      empty: 'There are no open errors.',
    },
    noneSettled: 'Nothing was retried or dismissed yet.',
    paging: 'Pages of errors',
    firstPage: 'First page',
    previousPage: 'Previous page',
    nextPage: 'Next page',
    retry: 'Retry',
    retryAll: (count: string) => `Retry all (${count})`,
    retryThese: (count: string) => `Retry all of these (${count})`,
    retrySelected: 'Retry selected',
    sendAgain: 'Send again',
    mayArriveTwice: 'It may arrive twice.',
    dismiss: 'Dismiss',
    dismissReason: 'Reason',
    /** A button that asks for more before it does something. */
    more: (button: string) => `${button}…`,
  },
  retries: {
    title: 'Retries',
    table: {
      caption: 'Retries of many errors, newest first',
      columns: { asked: 'Asked for', wanted: 'Which errors', progress: 'Progress', state: 'State' },
      empty: 'Nobody retried many errors yet.',
    },
    asked: <T>(at: T, by: T): readonly (string | T)[] => [at, ' by ', by],
    all: 'All open ones',
    selected: 'Selected ones',
    progress: (retried: number, total: number) => `${number(retried)} of ${number(total)} retried.`,
    impossible: (count: number) =>
      `${number(count)} not: they cannot be sent again, need a decision of their own, or were settled meanwhile.`,
    states: { waiting: 'Waiting', running: 'Running', ended: 'Done' },
  },
  /** What was just done. */
  done: {
    resumed: 'The bridge runs again; what was kept is on its way.',
    retried: 'The work is being done again.',
    impossible: 'Nothing was done: there is nothing that could be sent again. Dismiss it.',
    asked:
      'The errors are being retried in the background. How far it is stands under Retries; load the page again to see more.',
    none: 'Nothing was done: no error was selected.',
    missing: 'What Sales lost is being written again. Each prospect’s timeline says so when it is its turn.',
    comparing: 'Everything is being compared with Sales. What differs is looked at; what is missing is counted below.',
    roundRuns: 'Nothing was begun: this is under way already.',
    dismissed: 'The error was put aside.',
  },
}
