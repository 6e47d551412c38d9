// What the page *Credit* says.

import { after } from '../wording.ts'

export const credit = {
  title: 'Credit',
  intro:
    'Orders of its users are judged by the credit of the organization. What of it is used, the shop or the ERP knows.',
  change: 'Change credit',
  titleOf: after('Credit of '),
  none: 'None',
  yes: 'Yes',
  no: 'No',
  holds: { No: 'No', Invoice: 'Orders on invoice', All: 'All orders' },
  limitHint: 'Empty = no limit is set. Digits, with a point before decimals: 5000.00',
  sales: 'Dynamics 365 Sales',
  /** Who wants what waits, and since when. */
  waits: <T>(by: string, at: T): readonly (string | T)[] => [`Waits for a second person. Proposed by ${by} on `, at],
  fromTo: <T>(label: string, before: T, after: T): readonly (string | T)[] => [`${label} from `, before, ' to ', after],
  byYou: 'You proposed this, so somebody else has to decide.',
  acts: { confirm: 'Confirm', withdraw: 'Withdraw' },
  done: {
    credit: 'Saved.',
    'credit-proposed': 'A second person has to confirm this. Until then nothing changes.',
    confirm: 'Confirmed.',
    withdraw: 'Withdrawn. The credit stays as it was.',
    'nothing-waits': 'Nothing was done: nothing waits for a decision any more.',
    'second-person-needed': 'Nothing was done: whoever proposed it cannot decide.',
  },
  save: 'Save',
  oneWaits: 'A change waits for a second person already. Confirm or withdraw it first.',
  spendingNote: 'The shop enforces it; nothing is checked here.',
}
