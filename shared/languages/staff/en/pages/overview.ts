// What the page *Overview* says.

export const overview = {
  intro: 'What came, where it stands, and what somebody should look at. Weeks begin on Monday, by UTC.',
  now: {
    title: 'Now',
    waiting: 'Wait for a decision',
    attention: 'Need attention',
    overdue: 'Overdue',
    approved: 'Approved',
    rejected: 'Rejected',
    errors: 'Catch-up errors',
    bridge: 'Bridge',
    bridgeUnknown: 'not known at the moment',
    bridgeOff: 'off, headquarters decides',
    jobs: 'Jobs',
    jobsWell: 'all run on time',
    jobsLate: (names: string) => `late or killed: ${names}`,
  },
  counting: 'Prospects of an earlier version are still being counted; the numbers are too small until then.',
  funnel: {
    title: 'By week',
    chart: (weeks: number, most: number) =>
      `Columns: what came in each of the last ${weeks} weeks, at most ${most} in a week, and what has become of it. The table has the numbers.`,
    legend: { approved: 'Approved', rejected: 'Rejected', open: 'Open' },
    table: {
      caption: 'Prospects by the week in which they came',
      columns: {
        week: 'Week of',
        came: 'Came',
        qualified: 'Qualified',
        approved: 'Approved',
        rejected: 'Rejected',
        open: 'Open',
      },
      empty: 'Nothing came in these weeks.',
    },
  },
  waiting: {
    title: 'Waiting',
    chart: 'Bars: prospects that wait for a decision, by when they came. The table has the numbers.',
    since: { 0: 'This week', 1: 'Last week', 2: '2 or 3 weeks ago', 4: 'Longer ago' },
    oldest: 'The oldest first',
    table: {
      caption: 'Prospects that wait for a decision, by when they came',
      columns: { came: 'Came', count: 'Prospects' },
      empty: 'Nobody waits.',
    },
  },
  stages: {
    title: 'Time in each stage',
    chart: 'Bars: how long half of those stayed at most who left a stage in the last weeks. The table has the numbers.',
    median: (days: number) =>
      days === Number.POSITIVE_INFINITY ? 'over 30 days' : days === 1 ? 'under a day' : `under ${days} days`,
    table: {
      caption: 'How long prospects stayed in a stage that they left in the last twelve weeks',
      columns: { stage: 'Stage', left: 'Left it', median: 'Half of them', now: 'There now' },
      empty: 'No prospect has left a stage yet since this is measured.',
    },
  },
  errors: {
    title: 'Open errors',
    all: 'To all errors',
    table: {
      caption: 'Open catch-up errors by reason',
      columns: { code: 'Reason', count: 'Errors' },
      empty: 'There are none.',
    },
  },
} as const
