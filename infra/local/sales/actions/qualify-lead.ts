// QualifyLead: turns a lead into an account, a contact and an opportunity, as far as the caller asks for them.
import { randomInt } from 'node:crypto'
import type { Segment } from '../addresses/address.ts'
import { rowOfSegment } from '../addresses/target.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { methodNotAllowed, notFound, SalesError } from '../base/errors.ts'
import { encodeOption, encodeReference, encodeReferences } from '../events/encode.ts'
import type { PipelineEvent, Session } from '../organization/session.ts'
import { createRow } from '../rows/create-row.ts'
import { stateOfStatus } from '../rows/state.ts'
import { closeRow, updateRow } from '../rows/update-row.ts'
import { isReference, type Reference, type Value, type Values } from '../schema/types.ts'
import { readable } from '../security/secured-columns.ts'
import type { Row } from '../store/row.ts'
import { copyColumns } from './lead-columns.ts'
import { inside, tableNamed } from './nested.ts'
import { readBody, readEntity, readFlag, readWhole } from './parameters.ts'

const parameterNames = [
  'CreateAccount',
  'CreateContact',
  'CreateOpportunity',
  'OpportunityCurrencyId',
  'OpportunityCustomerId',
  'ProcessInstanceId',
  'SourceCampaignId',
  'Status',
  'SuppressDuplicateDetection',
]

const createdFrom = (session: Session, lead: Row, table: string, values: Record<string, Value>): Reference => {
  const links = { originatingleadid: { table: 'lead', id: lead.id } }
  // What the caller may not read is not copied for them.
  const { org, user } = session
  const copied = copyColumns(readable(org, user.id, tableNamed(session, 'lead'), lead.values), table)
  const input = { values: { ...copied, ...links, ...values }, parents: [], children: [] }
  return { table, id: createRow(session, tableNamed(session, table), input).id }
}

/** Entities come back in no particular order, so that nobody relies on one. */
const shuffled = (references: readonly Reference[]): Reference[] =>
  references
    .map((reference) => ({ reference, place: randomInt(1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ reference }) => reference)

type Wishes = {
  readonly account: boolean
  readonly contact: boolean
  readonly opportunity: boolean
  readonly customer?: Reference
  readonly currency?: Reference
  readonly campaign?: Reference
}

/** What was made, and what the lead says of its customers from then on. */
type Qualified = { readonly created: readonly Reference[]; readonly stamped: Values }

/** Makes what is wished for and does not exist yet: a lead's own account and contact are used instead of new ones. */
const createCustomers = (session: Session, lead: Row, wishes: Wishes): Qualified => {
  const known = (column: string): Reference | undefined => {
    const value = lead.values[column]
    return isReference(value) ? value : undefined
  }
  const made: Reference[] = []
  const make = (table: string, values: Record<string, Value>): Reference => {
    const reference = createdFrom(session, lead, table, values)
    made.push(reference)
    return reference
  }
  const ofTable = (table: string) => (wishes.customer?.table === table ? wishes.customer : undefined)
  const knownAccount = known('parentaccountid') ?? ofTable('account')
  const knownContact = known('parentcontactid') ?? ofTable('contact')
  const account = knownAccount ?? (wishes.account ? make('account', {}) : undefined)
  const contact =
    knownContact ?? (wishes.contact ? make('contact', account ? { parentcustomerid: account } : {}) : undefined)
  if (account && contact && !knownAccount && !knownContact) {
    const values = { primarycontactid: contact }
    updateRow(session, tableNamed(session, 'account'), account.id, { values, parents: [], children: [] })
  }
  if (wishes.opportunity) {
    const customer = wishes.customer ?? account ?? contact
    make('opportunity', {
      ...(customer ? { customerid: customer } : {}),
      ...(account ? { parentaccountid: account } : {}),
      ...(contact ? { parentcontactid: contact } : {}),
      ...(wishes.currency ? { transactioncurrencyid: wishes.currency } : {}),
      ...(wishes.campaign ? { campaignid: wishes.campaign } : {}),
    })
  }
  const stamped = {
    ...(account ? { parentaccountid: account } : {}),
    ...(contact ? { parentcontactid: contact } : {}),
  }
  return { created: shuffled(made), stamped }
}

/**
 * Qualifies a lead. A status of another state puts the lead there instead, as the service does.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/qualifylead
 * @throws SalesError 400 0x80040519 when the lead is closed, 0x80048408 when the status is not one of leads
 */
export const qualifyLead = (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'QualifyLead')
  const { org } = session
  const { table, id } = rowOfSegment(org, target)
  const lead = org.store.get('lead', id)
  if (table.logicalName !== 'lead' || !lead) throw notFound('lead', id)
  const body = readBody(request.body, 'QualifyLead', parameterNames)
  const status = readWhole(body, 'Status')
  const customer = readEntity(org, body, 'OpportunityCustomerId', ['account', 'contact'])
  const currency = readEntity(org, body, 'OpportunityCurrencyId', ['transactioncurrency'])
  const campaign = readEntity(org, body, 'SourceCampaignId', ['campaign'])
  const wishes: Wishes = {
    account: readFlag(body, 'CreateAccount'),
    contact: readFlag(body, 'CreateContact'),
    opportunity: readFlag(body, 'CreateOpportunity'),
    ...(customer ? { customer } : {}),
    ...(currency ? { currency } : {}),
    ...(campaign ? { campaign } : {}),
  }
  if (lead.values['statecode'] !== 0) throw new SalesError(400, '0x80040519', 'The lead is already closed.')
  const statecode = stateOfStatus(table, status)
  if (statecode === undefined || statecode === 0) {
    throw new SalesError(400, '0x80048408', `${status} is not a valid status code for closing lead with Id ${id}.`)
  }
  const event: PipelineEvent = {
    message: 'QualifyLead',
    table: 'lead',
    id,
    input: [
      { key: 'LeadId', value: encodeReference(org, { table: 'lead', id }) },
      { key: 'CreateAccount', value: wishes.account },
      { key: 'CreateContact', value: wishes.contact },
      { key: 'CreateOpportunity', value: wishes.opportunity },
      { key: 'OpportunityCurrencyId', value: currency ? encodeReference(org, currency) : null },
      { key: 'OpportunityCustomerId', value: customer ? encodeReference(org, customer) : null },
      { key: 'Status', value: encodeOption(status) },
    ],
  }
  const nested = inside(session, event)
  const { created, stamped } = statecode === 1 ? createCustomers(nested, lead, wishes) : { created: [], stamped: {} }
  // A lead that is qualified again uses the account and the contact of the first time.
  closeRow(nested, table, org.store.get('lead', id) ?? lead, { ...stamped, statecode, statuscode: status })
  session.raise(session, { ...event, output: [{ key: 'CreatedEntities', value: encodeReferences(org, created) }] })
  return {
    status: 200,
    headers: {},
    body: {
      '@odata.context': `${org.serviceRoot()}$metadata#Collection(Microsoft.Dynamics.CRM.crmbaseentity)`,
      value: created.map((reference) => ({
        '@odata.type': `#Microsoft.Dynamics.CRM.${reference.table}`,
        [tableNamed(session, reference.table).primaryId]: reference.id,
      })),
    },
  }
}
