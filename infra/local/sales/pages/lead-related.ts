// What belongs to a lead: its opportunities, and the account and the contact made from it or chosen for it.
import type { HtmlValue } from '../../../../shared/platform/html.ts'
import { opportunityStatusReasons } from './labels.ts'
import { card, linkList } from './parts.ts'
import { linkedRecord } from './records.ts'
import type { Row } from './sales-client.ts'
import { expanded, expandedAll, label, text } from './values.ts'

/** The records made from a lead, and the one chosen at its qualification when it is not among them. */
const withChosen = (made: readonly Row[], chosen: Row | undefined, key: string): readonly Row[] =>
  chosen && !made.some((one) => text(one, key) === text(chosen, key)) ? [...made, chosen] : made

/** The cards of the records that belong to a lead. */
export const leadRelated = (row: Row): HtmlValue => {
  const opportunities = expandedAll(row, 'opportunity_originating_lead')
  const accounts = withChosen(
    expandedAll(row, 'account_originating_lead'),
    expanded(row, 'parentaccountid'),
    'accountid',
  )
  const contacts = withChosen(
    expandedAll(row, 'contact_originating_lead'),
    expanded(row, 'parentcontactid'),
    'contactid',
  )
  return [
    card(
      'Opportunities',
      linkList(
        opportunities.map((one) =>
          linkedRecord('opportunity', one, label(one, 'statuscode', opportunityStatusReasons)),
        ),
        'No opportunity comes from this lead.',
      ),
    ),
    card(
      'Account',
      linkList(
        accounts.map((one) => linkedRecord('account', one, text(one, 'accountnumber'))),
        'No account belongs to this lead.',
      ),
    ),
    card(
      'Contact person',
      linkList(
        contacts.map((one) => linkedRecord('contact', one, text(one, 'emailaddress1'))),
        'No contact belongs to this lead.',
      ),
    ),
  ]
}
