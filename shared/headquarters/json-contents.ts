// What the JSON of headquarters consists of, for its description; held by the compiler against the types it is made from.

import { type ActObject, actCodes, actOutcomes, actorKinds, objectKinds } from '../domain/acts.ts'
import type { Organization, Person } from '../domain/customer.ts'
import { type CustomerMembers, type CustomerType, customerFields } from '../domain/customer-fields.ts'
import type { CustomerHierarchy, HierarchyMember } from '../domain/customer-hierarchy.ts'
import { customerFlagCodes, flagCodes, type ProspectFlag } from '../domain/flags.ts'
import { onboardingFields } from '../domain/onboarding-fields.ts'
import { isAlwaysGiven, type OnboardingRequest } from '../domain/onboarding-request.ts'
import { type ProspectSummary, prospectStatuses } from '../domain/prospect.ts'
import { type MailView, mailStates, type ProspectView } from '../domain/prospect-view.ts'
import { salesStages } from '../domain/sales-outcome.ts'
import type { ChangeLine, TimelineLine } from '../languages/staff/timeline-words.ts'
import { arrayOf, guid, instant, objectOf, oneOf, reference, type Schema, string } from '../platform/json-schema.ts'
import { joinedSchema, nestedSchema } from '../platform/nested-schema.ts'
import type { JobRun } from './jobs/job.ts'
import type { JobStatus } from './jobs/job-view.ts'
import { listLimits } from './list-query.ts'
import type { ProspectJson } from './prospect-json.ts'
import type { AuditAct, AuditPage } from './store/audit-reader.ts'
import type { BegunRun } from './store/job-runs.ts'
import type { ProspectList } from './store/prospect-lists.ts'

const status: Schema = { enum: prospectStatuses }
const flag: Schema = { enum: flagCodes }
const stage: Schema = { enum: salesStages }

const request = nestedSchema([
  ...onboardingFields.map((field) => ({ path: field.path, required: isAlwaysGiven(field), schema: string })),
  { path: 'attributes', required: true, schema: { type: 'object', additionalProperties: string } },
])
// Names are always there, empty when Sales has none.
const customerTexts = (type: CustomerType) =>
  nestedSchema(customerFields[type].map(({ path, kind }) => ({ path, required: kind === 'name', schema: string })))

const common = {
  customerId: guid,
  number: string,
  createdAt: instant,
  changedAt: instant,
  prospectId: guid,
}
const customerFlag: Schema = { enum: customerFlagCodes }
const commonOptional = { salesId: guid, unwritten: arrayOf(string), flags: arrayOf(customerFlag) }
/** What is nobody's but headquarters'. */
type CustomerWorkings = 'untold' | 'newsCount'
const organization = joinedSchema(
  objectOf<Omit<Organization, keyof CustomerMembers<'Organization'> | CustomerWorkings>>(
    { ...common, type: { const: 'Organization' } },
    commonOptional,
  ),
  customerTexts('Organization'),
)
const person = joinedSchema(
  objectOf<Omit<Person, keyof CustomerMembers<'Person'> | CustomerWorkings>>(
    { ...common, type: { const: 'Person' }, name: string, invoiceAccount: guid, language: string },
    { ...commonOptional, formerEmails: arrayOf(string), sharedBy: arrayOf(guid) },
  ),
  customerTexts('Person'),
)

const member = objectOf<HierarchyMember>({
  customerId: guid,
  name: string,
  role: { enum: ['Admin', 'User'] },
  addedAt: instant,
})

const mail = objectOf<MailView>({
  mailId: guid,
  kind: { enum: ['approved', 'rejected'] },
  language: string,
  state: { enum: mailStates },
  at: instant,
})

type Sales = ProspectView['sales']
const opportunityState = oneOf<'Open' | 'Won' | 'Lost'>({ Open: true, Won: true, Lost: true })
const sales = objectOf<Sales>(
  { stage, lead: objectOf<Sales['lead']>({ id: guid }, { writtenAt: instant }) },
  {
    opportunity: objectOf<NonNullable<Sales['opportunity']>>({ id: guid, name: string, state: opportunityState }),
    leadEmail: string,
    leadWithout: arrayOf(string),
    mergedInto: objectOf<NonNullable<Sales['mergedInto']>>({}, { leadId: guid, number: string }),
  },
)

const timelineLine = objectOf<TimelineLine>(
  { at: instant, who: string, what: string },
  {
    why: string,
    by: string,
    changes: arrayOf(objectOf<ChangeLine>({ field: string }, { before: string, after: string })),
  },
)

const prospect = joinedSchema(
  request,
  objectOf<Omit<ProspectJson, keyof OnboardingRequest>>(
    {
      prospectId: guid,
      reference: string,
      number: string,
      type: { const: 'B2B prospect' },
      status,
      submittedAt: instant,
      createdAt: instant,
      changedAt: instant,
      sales,
      customers: arrayOf(
        objectOf<ProspectView['customers'][number]>({
          customerId: guid,
          number: string,
          type: { enum: ['Organization', 'Person'] },
          name: string,
        }),
      ),
      mails: arrayOf(mail),
      timeline: arrayOf(timelineLine),
      flags: arrayOf(objectOf<{ code: ProspectFlag; message: string }>({ code: flag, message: string })),
    },
    {
      unreadable: { type: 'integer' },
      hierarchy: reference('CustomerHierarchy'),
      decision: objectOf<NonNullable<ProspectView['decision']>>(
        {
          number: { type: 'integer' },
          status: { enum: ['Approved', 'Rejected'] },
          decidedAt: instant,
          stands: { type: 'boolean' },
        },
        { reason: string, statusReason: string, decidedBy: string, closedAt: instant },
      ),
    },
  ),
)

const summary = objectOf<ProspectSummary>({
  prospectId: guid,
  number: string,
  status,
  companyName: string,
  requestorName: string,
  country: string,
  stage,
  flags: arrayOf(flag),
  createdAt: instant,
  changedAt: instant,
})

const number: Schema = { type: 'number' }
const count: Schema = { type: 'integer', minimum: 0 }
const jobRun = objectOf<JobRun>({ processed: count, failed: count, at: instant, by: string, seconds: number })
const begunRun = objectOf<BegunRun>({ at: instant, by: string })
const job = objectOf<Omit<JobStatus, 'kind'> & { readonly name: string; readonly title: string }>(
  { name: string, title: string, schedule: string, isOverdue: { type: 'boolean' }, killed: arrayOf(begunRun) },
  { nextAt: instant, lookedAt: instant, lastRun: jobRun, lastWork: jobRun, running: begunRun },
)

const texts: Schema = { type: 'object', additionalProperties: string }
const auditAct = objectOf<AuditAct>(
  {
    seq: count,
    at: instant,
    who: objectOf<AuditAct['who']>({ kind: { enum: actorKinds }, id: string }, { name: string }),
    act: { enum: actCodes },
    on: objectOf<ActObject>({ kind: { enum: objectKinds }, id: string }),
    outcome: { enum: [...actOutcomes, 'begun'] },
  },
  { endedAt: instant, why: string, before: texts, after: texts, erased: { const: true } },
)

/** Schemas of headquarters, by name. */
export const headquartersSchemas: Readonly<Record<string, Schema>> = {
  AuditList: objectOf<AuditPage>({ items: arrayOf(auditAct) }, { cursor: string }),
  Prospect: prospect,
  ProspectList: objectOf<ProspectList>({ items: arrayOf(summary) }, { cursor: string }),
  Customer: { oneOf: [organization, person] },
  CustomerHierarchy: objectOf<CustomerHierarchy>(
    {
      hierarchyId: guid,
      number: string,
      name: string,
      purpose: { const: 'B2B organization' },
      organizationId: guid,
      members: arrayOf(member),
      createdAt: instant,
    },
    { unreadable: { type: 'integer' } },
  ),
  JobList: objectOf<{ readonly items: unknown }>({ items: arrayOf(job) }),
}

/** What may be asked of the audit trail. */
export const auditParameters: readonly { readonly name: string; readonly schema: Schema }[] = [
  { name: 'kind', schema: { enum: objectKinds } },
  { name: 'id', schema: { ...string, description: 'Of what it was done on; together with `kind`.' } },
  { name: 'who', schema: { ...string, description: 'Object id of who did it.' } },
  { name: 'act', schema: { enum: actCodes } },
  { name: 'from', schema: { type: 'string', format: 'date', description: 'First day, UTC.' } },
  { name: 'to', schema: { type: 'string', format: 'date', description: 'Last day, UTC.' } },
  { name: 'cursor', schema: { ...string, description: 'Given by the page before.' } },
]

/** What may be asked of the list *All prospects*. */
export const listParameters: readonly { readonly name: string; readonly schema: Schema }[] = [
  { name: 'status', schema: status },
  {
    name: 'missing',
    schema: { const: 'true', description: 'Only those of which something is missing in Sales, instead of a status.' },
  },
  {
    name: 'pageSize',
    schema: { type: 'integer', minimum: 1, maximum: listLimits.largestPage, default: listLimits.defaultPage },
  },
  { name: 'cursor', schema: { ...string, description: 'Given by the page before.' } },
]
