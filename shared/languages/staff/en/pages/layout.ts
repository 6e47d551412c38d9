// What stands around every page.

import { after } from '../wording.ts'

export const layout = {
  headquarters: 'Headquarters',
  product: 'Partner onboarding',
  skipToContent: 'Skip to content',
  /** What the browser calls a page. */
  windowTitle: (title: string) => `${title} – Headquarters`,
  /** Who has signed in, and as what. */
  viewer: {
    signedIn: <T>(name: T, role: string): readonly (string | T)[] => [name, ` · ${role}`],
    roles: {
      'Headquarters.Reader': 'Reader',
      'Headquarters.Approver': 'Approver',
      'Headquarters.Admin': 'Administrator',
      none: 'no role here',
    },
    signOut: 'Sign out',
    local: 'Local, no sign-in',
  },
  /** The areas, which are also the titles of their first pages. */
  areas: {
    overview: 'Overview',
    prospects: 'All prospects',
    partners: 'Partners',
    users: 'Users',
    'sent-mails': 'E-mails',
    mails: 'E-mail templates',
    jobs: 'Jobs',
    'dual-write': 'Dual-write',
    audit: 'Audit',
  },
  /** Keys for those who work here all day. */
  keys: {
    title: 'Keys',
    all: [
      ['/', 'to the search'],
      ['j', 'the next row of a list'],
      ['k', 'the row before'],
      ['Enter', 'opens the row'],
      ['Esc', 'leaves a field'],
      ['?', 'shows this'],
    ] as readonly (readonly [key: string, text: string])[],
    use: 'Use these keys in this browser',
    close: 'Close',
  },
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
}
