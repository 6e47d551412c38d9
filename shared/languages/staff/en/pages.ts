// What the pages of headquarters say, in English.

import { formMessages, standardMessages } from '../../../domain/field-checks.ts'
import type { ScheduleKind } from '../../../platform/schedule-kind.ts'
import type { Around } from '../page-words.ts'
import { audit } from './audit.ts'

const after =
  (words: string): Around =>
  (drawn) => [words, drawn]

const number = (count: number): string => count.toLocaleString('en-GB')

export const pages = {
  audit,
  layout: {
    headquarters: 'Headquarters',
    product: 'Partner onboarding',
    skipToContent: 'Skip to content',
    /** What the browser calls a page. */
    windowTitle: (title: string) => `${title} – Headquarters`,
    /** The areas, which are also the titles of their first pages. */
    areas: { prospects: 'All prospects', jobs: 'Jobs', 'dual-write': 'Dual-write', audit: 'Audit' },
    /** What every page says while the bridge does not run. */
    bridge: {
      title: 'Bridge to Sales',
      states: { paused: 'The bridge to Sales is paused', waiting: 'The bridge waits for Sales' },
      since: after('since '),
      look: 'To the bridge',
      kept: {
        paused: 'Nothing reaches Sales or comes from there. Changes are kept in order until somebody resumes it:',
        waiting: 'Changes are kept in order; it goes on by itself as soon as Sales answers:',
      },
    },
  },
  prospects: {
    filter: 'Status',
    all: 'All',
    missing: 'Missing in Sales',
    missingCaption: 'B2B prospects of which something is missing in Sales, newest first',
    /** The status is the filter, in words. */
    caption: (status: string) => `${status} B2B prospects, newest first`,
    table: {
      columns: {
        number: 'Number',
        company: 'Company',
        requestor: 'Requestor',
        country: 'Country',
        status: 'Status',
        sales: 'Sales',
        flags: 'Flags',
        submitted: 'Submitted',
        changed: 'Changed',
      },
      empty: 'There are no prospects here.',
    },
    paging: 'Pages',
    firstPage: 'First page',
    nextPage: 'Next page',
  },
  heldRequests: {
    title: 'Requests kept apart',
    intro:
      'A field that people do not see was filled in, as programs do, and now and then a browser. Nobody else sees these requests, and they go nowhere by themselves. Take in what a person wrote; discard the rest.',
    table: {
      caption: 'Requests kept apart, newest first',
      columns: {
        company: 'Company',
        requestor: 'Requestor',
        email: 'E-mail',
        country: 'Country',
        comments: 'Comments',
        submitted: 'Submitted',
        actions: 'What to do',
      },
      empty: 'Nothing is kept apart.',
    },
    takeIn: 'Take in',
    discard: 'Discard',
    done: {
      'take-in': 'It was taken in: with the next runs of the jobs it becomes a prospect.',
      discard: 'It was discarded, and its status link leads nowhere now.',
      gone: 'It is not there any more: somebody else was here before.',
    },
  },
  prospect: {
    reference: after('reference '),
    submitted: after('submitted '),
    changed: after('changed '),
    flags: 'Flags',
    company: 'Company',
    requestor: 'Requestor',
    name: 'Name',
    sales: 'Sales',
    nothing: '(empty)',
    salesFacts: {
      stage: 'Stage',
      lead: 'Lead',
      leadWritten: 'Lead written',
      opportunity: 'Opportunity',
      mergedInto: 'Merged into lead',
      decision: 'Decision',
      earlierDecision: 'Earlier decision',
      decidedBy: 'Decided by',
      closedAt: 'Decided in Sales',
      reason: 'Reason',
      statusReason: 'Status reason',
    },
    customers: 'Customers',
    customersTable: {
      caption: 'Customers',
      columns: { number: 'Number', type: 'Type', name: 'Name' },
      empty: 'None yet. They come when the lead is qualified in Sales.',
    },
    hierarchy: 'Customer hierarchy',
    noHierarchy: 'None yet. It is made when the prospect is approved.',
    mails: 'E-mails',
    mailsTable: {
      caption: 'E-mails to the requestor',
      columns: { kind: 'Kind', language: 'Language', state: 'State', when: 'When' },
      empty: 'None yet.',
    },
    repair: 'Repair',
    look: 'Look again now',
    lookAbout: 'Compares this prospect with Sales, instead of waiting for the next comparison.',
    writeLead: 'Write the lead again',
    writeLeadAbout:
      'Sales does not have the lead any more. Written again it is a new lead with the same id: open, as the company asked for it, without what sellers noted on the old one. Do this after a lead was lost, not after it was deleted on purpose.',
    decidedAbout:
      'The lead is missing in Sales, and is not written again: the prospect is decided, so there is nothing left that a lead could decide.',
    done: {
      look: 'The prospect is being compared with Sales.',
      'write-lead': 'The lead is being written again.',
      'not-missing': 'Nothing was done: the lead is not missing any more, or is being written already.',
      decided: 'Nothing was done: the prospect is decided, so its lead is not written again.',
      'changed-meanwhile': 'Nothing was done: the prospect kept changing. Try again.',
    },
    timeline: 'Timeline',
    unreadable: (count: number) =>
      `${count === 1 ? 'One stored entry' : `${count} stored entries`} of this prospect cannot be read and ${count === 1 ? 'is' : 'are'} left out. See Dual-write.`,
  },
  customer: {
    edit: 'Edit',
    ofType: (type: string) => `Customer of type ${type}`,
    general: 'General',
    onboarding: 'Onboarding',
    facts: {
      name: 'Name',
      language: 'Language',
      invoiceAccount: 'Invoice account',
      prospect: 'Prospect',
      hierarchy: 'Customer hierarchy',
      notInSalesYet: 'Not in Sales yet',
      created: 'Created',
      changed: 'Changed',
    },
    repair: 'Repair',
    look: 'Look again now',
    lookAbout: 'Compares this customer with Sales, instead of waiting for the next comparison.',
    write: 'Write it to Sales again',
    writeAbout: {
      Organization:
        'Sales does not have the account any more. It is written again with the same id, as headquarters has it. Do this after it was lost, not after it was deleted on purpose.',
      Person:
        'Sales does not have the contact any more. It is written again with the same id, as headquarters has it, and its account too where that is missing. Do this after it was lost, not after it was deleted on purpose.',
    },
    done: {
      saved: 'Saved.',
      look: 'The customer is being compared with Sales.',
      write: 'It is being written to Sales again.',
      'not-missing': 'Nothing was done: Sales lacks nothing of this customer.',
      'changed-meanwhile': 'Nothing was done: the customer kept changing. Try again.',
    },
  },
  editCustomer: {
    title: after('Edit '),
    failed: (title: string) => `Error: ${title}`,
    /** Own are the labels of the fields that Sales has no column for. */
    intro: (type: string, own: readonly string[]) => {
      const except = own.map((label) => label.toLowerCase()).join(' and ')
      return `Customer of type ${type}. What you change is written to Sales too${
        except === '' ? '' : `, except ${except}, which headquarters keeps to itself`
      }.`
    },
    general: 'General',
    address: 'Address',
    /** What the field says by now, when somebody else changed it meanwhile. */
    now: after('Now: '),
    empty: 'empty',
    save: 'Save',
    cancel: 'Cancel',
    changedMeanwhile:
      'Somebody else changed this customer meanwhile. Nothing of yours is stored yet: compare, then save again.',
    refused: 'Nothing was stored. Some fields cannot be taken as they are.',
  },
  /** What is wrong with a field. */
  fieldErrors: {
    codes: standardMessages,
    tooLong: (max: number) => `This is too long: at most ${max} characters.`,
    formats: formMessages,
    signInTaken: 'Another person signs in with this e-mail address.',
    adminsOnly:
      'This person is the administrator of a partner: only the role Headquarters.Admin may change the address.',
  },
  hierarchy: {
    kind: 'Customer hierarchy',
    general: 'General',
    facts: {
      number: 'Number',
      name: 'Name',
      purpose: 'Purpose',
      organization: 'Organization',
      created: 'Created',
    },
    members: 'Members',
    unreadable: (count: number) =>
      `${count === 1 ? 'One stored member' : `${count} stored members`} of this hierarchy cannot be read and ${count === 1 ? 'is' : 'are'} left out. See Dual-write.`,
    table: {
      caption: 'Members',
      columns: { name: 'Name', role: 'Role', added: 'Added' },
      empty: 'No members.',
    },
  },
  jobs: {
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
    ran: (job: string, processed: number, failed: number) => `${job} ran: ${processed} processed, ${failed} failed.`,
  },
  dualWrite: {
    states: { running: 'Running', paused: 'Paused', waiting: 'Waiting for Sales' },
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
      tables: { leads: 'Leads', opportunities: 'Opportunities', accounts: 'Accounts', contacts: 'Contacts' },
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
      comparing:
        'Everything is being compared with Sales. What differs is looked at; what is missing is counted below.',
      roundRuns: 'Nothing was begun: this is under way already.',
      dismissed: 'The error was put aside.',
    },
  },
  error: {
    notFound: 'Not found',
    title: (status: number) => `Error ${status}`,
    correlationId: after('Correlation id: '),
  },
}
