// What staff call states and kinds, in English.

import type { NameWords } from '../name-words.ts'

export const names: NameWords = {
  prospectTypes: { 'B2B prospect': 'B2B prospect' },
  statuses: { Open: 'Open', Approved: 'Approved', Rejected: 'Rejected' },
  stages: {
    'Waiting for Sales': 'Waiting for Sales',
    'Lead open': 'Lead open',
    'Lead qualified': 'Lead qualified',
    'Opportunity open': 'Opportunity open',
    'Opportunity won': 'Opportunity won',
    'Opportunity lost': 'Opportunity lost',
    'Lead disqualified': 'Lead disqualified',
    'Lead merged': 'Lead merged',
    'Lead missing': 'Lead missing',
  },
  opportunityStates: { Open: 'Open', Won: 'Won', Lost: 'Lost', Unknown: 'Unknown' },
  customerTypes: { Organization: 'Organization', Person: 'Person' },
  purposes: { 'B2B organization': 'B2B organization' },
  roles: { Admin: 'Admin', User: 'User' },
  mailKinds: { approved: 'Approved', rejected: 'Rejected' },
  mailStates: {
    Waiting: 'Waiting',
    Sending: 'Sending',
    Accepted: 'Accepted',
    Delivered: 'Delivered',
    Bounced: 'Bounced',
    Unknown: 'Unknown',
    Refused: 'Refused',
  },
  errorStates: { Open: 'Open', Retried: 'Retried', Dismissed: 'Dismissed' },
}
