// Opportunities and the activity that records how one was closed.
import { choice, day, flag, link, lookup, memo, moment, money, states, table, text, whole } from './columns.ts'

/** https://learn.microsoft.com/dynamics365/developer/reference/entities/opportunity */
export const opportunity = table({
  logicalName: 'opportunity',
  schemaName: 'Opportunity',
  setName: 'opportunities',
  primaryName: 'name',
  objectTypeCode: 3,
  changeTracking: true,
  userOwned: true,
  columns: {
    name: text(300, { required: 'application' }),
    description: memo(2000),
    qualificationcomments: memo(2000),
    estimatedvalue: money(),
    estimatedclosedate: day(),
    actualvalue: money(),
    actualclosedate: day(),
    closeprobability: whole(0, 100),
    stepname: text(200),
    budgetamount: money(),
    discountamount: money(),
    freightamount: money(),
    totalamount: money(),
    currentsituation: memo(2000),
    customerneed: memo(2000),
    proposedsolution: memo(2000),
    decisionmaker: flag(false),
    prioritycode: choice({ 1: 'Default Value' }, 1),
    salesstage: choice({ 0: 'Qualify', 1: 'Develop', 2: 'Propose', 3: 'Close' }, 0),
    opportunityratingcode: choice({ 1: 'Hot', 2: 'Warm', 3: 'Cold' }, 2),
    isrevenuesystemcalculated: flag(false),
    customerid: lookup([
      {
        table: 'account',
        navigation: 'customerid_account',
        collection: 'opportunity_customer_accounts',
        onDelete: 'cascade',
      },
      {
        table: 'contact',
        navigation: 'customerid_contact',
        collection: 'opportunity_customer_contacts',
        onDelete: 'cascade',
      },
    ]),
    parentaccountid: link('account', 'parentaccountid', 'opportunity_parent_account'),
    parentcontactid: link('contact', 'parentcontactid', 'opportunity_parent_contact'),
    campaignid: link('campaign', 'campaignid', 'campaign_opportunities'),
    originatingleadid: link('lead', 'originatingleadid', 'opportunity_originating_lead'),
    transactioncurrencyid: link('transactioncurrency', 'transactioncurrencyid', 'transactioncurrency_opportunity'),
    ...states(
      { 0: { label: 'Open', status: 1 }, 1: { label: 'Won', status: 3 }, 2: { label: 'Lost', status: 4 } },
      {
        1: { label: 'In Progress', state: 0 },
        2: { label: 'On Hold', state: 0 },
        3: { label: 'Won', state: 1 },
        4: { label: 'Canceled', state: 2 },
        5: { label: 'Out-Sold', state: 2 },
      },
    ),
  },
})

/** https://learn.microsoft.com/dynamics365/developer/reference/entities/opportunityclose */
export const opportunityClose = table({
  logicalName: 'opportunityclose',
  schemaName: 'OpportunityClose',
  setName: 'opportunitycloses',
  privilege: 'Activity',
  primaryId: 'activityid',
  primaryName: 'subject',
  objectTypeCode: 4208,
  userOwned: true,
  columns: {
    subject: text(400),
    description: memo(2000),
    actualend: moment(),
    actualrevenue: money(),
    opportunityid: link('opportunity', 'opportunityid', 'Opportunity_OpportunityClose', 'cascade'),
    regardingobjectid: lookup(
      [
        {
          table: 'opportunity',
          navigation: 'regardingobjectid_opportunity_opportunityclose',
          collection: 'opportunity_OpportunityCloses',
          onDelete: 'cascade',
        },
      ],
      { readOnly: true },
    ),
    transactioncurrencyid: link('transactioncurrency', 'transactioncurrencyid'),
    opportunitystatecode: choice({ 0: 'Open', 1: 'Won', 2: 'Lost' }, undefined, { readOnly: true }),
    opportunitystatuscode: choice(
      { 1: 'In Progress', 2: 'On Hold', 3: 'Won', 4: 'Canceled', 5: 'Out-Sold' },
      undefined,
      { readOnly: true },
    ),
    ...states(
      { 0: { label: 'Open', status: 1 }, 1: { label: 'Completed', status: 2 }, 2: { label: 'Canceled', status: 3 } },
      { 1: { label: 'Open', state: 0 }, 2: { label: 'Completed', state: 1 }, 3: { label: 'Canceled', state: 2 } },
    ),
  },
})
