// What the JSON of headquarters consists of, for its description; held by the compiler against the types it is made from.

import { type ActObject, actCodes, actOutcomes, actorKinds, objectKinds } from '../domain/acts.ts'
import type { Confirmation } from '../domain/confirmation.ts'
import type { ProposedCredit } from '../domain/credit.ts'
import type { Organization, Person } from '../domain/customer.ts'
import { type CustomerMembers, type CustomerType, customerFields } from '../domain/customer-fields.ts'
import type { CustomerHierarchy, HierarchyMember, TrueReason } from '../domain/customer-hierarchy.ts'
import { type Erasure, erasureCauses } from '../domain/erasure.ts'
import type { FieldChange } from '../domain/field-changes.ts'
import { customerFlagCodes, flagCodes, type ProspectFlag } from '../domain/flags.ts'
import { matchKinds } from '../domain/likely/match-kinds.ts'
import { marks } from '../domain/lists/facets.ts'
import { lineOrders } from '../domain/lists/line-facets.ts'
import { onboardingFields } from '../domain/onboarding-fields.ts'
import { type AcceptedTerms, isAlwaysGiven, type OnboardingRequest } from '../domain/onboarding-request.ts'
import { overridePaths } from '../domain/overrides.ts'
import { prospectStatuses } from '../domain/prospect.ts'
import {
  type DuplicateView,
  type MailTrouble,
  type MailView,
  mailKinds,
  mailReasonClasses,
  mailStates,
  mailTroubleKinds,
  type ProspectView,
} from '../domain/prospect-view.ts'
import type { Answer, Question } from '../domain/question.ts'
import { askableFields } from '../domain/question-fields.ts'
import type { Ruling } from '../domain/ruling.ts'
import { salesStages } from '../domain/sales-outcome.ts'
import { storedTimelineCodes } from '../domain/timeline.ts'
import {
  changeRefusals,
  disableReasons,
  partnerStatuses,
  type RefusedChange,
  userChangeKinds,
} from '../domain/users/user.ts'
import { type Withdrawal, withdrawalReasons } from '../domain/withdrawal.ts'
import type { ChangeLine, TimelineLine } from '../languages/staff/timeline-words.ts'
import { arrayOf, guid, instant, objectOf, oneOf, reference, type Schema, string } from '../platform/json-schema.ts'
import { joinedSchema, nestedSchema } from '../platform/nested-schema.ts'
import type { ChangeJson } from './change-json.ts'
import type { ComparedMember, Comparison, UndoableOverride } from './compare-members.ts'
import type { CustomerExport, Membership, ProspectExport } from './export-kept.ts'
import type { JobRun } from './jobs/job.ts'
import type { JobStatus } from './jobs/job-view.ts'
import { listLimits, longestSearch, sorts } from './list-query.ts'
import { listedUserStatuses, partnerMarks, type UserRow } from './partner-query.ts'
import type { ProspectJson, ProspectLineJson } from './prospect-json.ts'
import type { AuditAct, AuditPage } from './store/audit-reader.ts'
import type { BegunRun } from './store/job-runs.ts'
import type { MailLine } from './store/mail-index.ts'
import type { MailPage } from './store/mail-lists.ts'
import type { PartnerLine } from './store/partner-lines.ts'
import type { LinePage } from './store/partner-lists.ts'

const status: Schema = { enum: prospectStatuses }
const flag: Schema = { enum: flagCodes }
const count: Schema = { type: 'integer', minimum: 0 }
export const askedPaths = askableFields.map(({ path }) => path)
const stage: Schema = { enum: salesStages }

const request = nestedSchema([
  ...onboardingFields.map((field) => ({ path: field.path, required: isAlwaysGiven(field), schema: string })),
  { path: 'attributes', required: true, schema: { type: 'object', additionalProperties: string } },
  {
    path: 'terms',
    required: false,
    schema: objectOf<AcceptedTerms>({ document: string, version: string, language: string, at: instant }),
  },
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
type CustomerWorkings = 'untold' | 'newsCount' | 'isFromElsewhere' | 'toWrite'
type PersonWorkings = CustomerWorkings | 'memberOf' | 'held' | 'moved' | 'mailCount' | 'overrides'
const fieldChange = objectOf<FieldChange>({ path: string }, { before: string, after: string })
const proposedCredit: Schema = {
  ...objectOf<ProposedCredit>({ changes: arrayOf(fieldChange), by: {}, at: instant }),
  description: 'A change of the credit that waits for a second person.',
}
const organization = joinedSchema(
  objectOf<Omit<Organization, keyof CustomerMembers<'Organization'> | CustomerWorkings>>(
    { ...common, type: { const: 'Organization' } },
    { ...commonOptional, proposedCredit },
  ),
  customerTexts('Organization'),
)
const person = joinedSchema(
  objectOf<Omit<Person, keyof CustomerMembers<'Person'> | PersonWorkings>>(
    { ...common, type: { const: 'Person' }, name: string, invoiceAccount: guid, language: string },
    { ...commonOptional, formerEmails: arrayOf(string), sharedBy: arrayOf(guid) },
  ),
  customerTexts('Person'),
)

const refusal = { enum: changeRefusals }

const member = objectOf<HierarchyMember>(
  { customerId: guid, name: string, role: { enum: ['Admin', 'User'] }, addedAt: instant },
  {
    status: { enum: ['Disabled', 'Removed', 'Refused'], description: 'Absent = Active.' },
    reason: { enum: [...new Set([...disableReasons, ...changeRefusals])] },
    note: string,
    since: instant,
    because: objectOf<TrueReason>({ code: { enum: ['address-taken', ...changeRefusals] } }, { holder: guid }),
    refused: objectOf<RefusedChange>({ changeId: guid, kind: { enum: userChangeKinds }, code: refusal, at: instant }),
  },
)

const overridePath: Schema = { enum: overridePaths }
const comparedMember = objectOf<ComparedMember>({
  customerId: guid,
  number: string,
  name: string,
  role: { enum: ['Admin', 'User'] },
  values: objectOf<ComparedMember['values']>({
    language: string,
    customerGroup: string,
    priceGroup: string,
    paymentTerms: string,
    currency: string,
    invoiceAccount: string,
  }),
  differs: arrayOf(overridePath),
})

const mailOptional = {
  template: objectOf<NonNullable<MailView['template']>>({ templateId: guid, version: { type: 'integer' } }),
  trouble: objectOf<MailTrouble>(
    { kind: { enum: mailTroubleKinds } },
    { reason: string, class: { enum: mailReasonClasses } },
  ),
  because: {
    const: 'complaint',
    description: 'Of one that is Skipped: somebody at the address reported an e-mail of ours as spam.',
  },
}
const mail = objectOf<MailView>(
  {
    mailId: guid,
    kind: { enum: mailKinds },
    language: string,
    state: { enum: mailStates },
    at: instant,
  },
  mailOptional,
)

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

const clock = {
  dueAt: { ...instant, description: 'When the target of its stage is over; absent while an answer is waited for.' },
  overdue: { enum: ['first', 'second'], description: 'Which targets of its stage are over.' },
}

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
      sales: { ...sales, description: 'Absent where headquarters decides.' },
      confirmation: {
        ...objectOf<Confirmation>({}, { required: { const: true }, confirmedAt: instant }),
        description: 'Whether the requestor confirmed the e-mail address; absent where nobody asked.',
      },
      withdrawn: {
        ...objectOf<Withdrawal>({ at: instant, because: { enum: withdrawalReasons } }),
        description:
          'It was over before anybody decided it: its applicant withdrew it, or never confirmed the address.',
      },
      signInTakenBy: {
        ...objectOf<NonNullable<ProspectView['signInTakenBy']>>({ customerId: guid, number: string, name: string }),
        description: 'Of an approval that is held back: who signs in with the e-mail address already.',
      },
      likelyDuplicates: {
        ...arrayOf(
          objectOf<DuplicateView>({
            prospectId: guid,
            number: string,
            companyName: string,
            status,
            matches: arrayOf({ enum: matchKinds }),
          }),
        ),
        description:
          'Earlier prospects that may be of the same company, the likeliest first, and by what they match. It blocks nothing.',
      },
      erased: {
        ...objectOf<Erasure>({ at: instant, because: { enum: erasureCauses }, revision: { type: 'integer' } }),
        description: 'Its personal data is gone; texts of the request are empty.',
      },
      unreadable: { type: 'integer' },
      dismissed: arrayOf(flag),
      ruling: {
        ...objectOf<Ruling>(
          { status: { enum: ['Approved', 'Rejected'] }, by: string, byId: string, at: instant, from: instant },
          {
            note: string,
            reason: string,
            noMail: { const: true },
            organizationId: guid,
            personId: guid,
            email: string,
            proposed: { const: true },
            confirmedBy: string,
          },
        ),
        description: 'What staff decided in headquarters, until it takes effect.',
      },
      question: {
        ...objectOf<Question>(
          { number: count, text: string, fields: arrayOf({ enum: askedPaths }), askedAt: instant, by: string },
          { noteId: guid },
        ),
        description: 'What the applicant is asked, as long as nobody answered it or took it back.',
      },
      asked: { ...count, description: 'How many questions were asked.' },
      answers: {
        ...arrayOf(
          objectOf<Answer>(
            {
              number: count,
              question: string,
              text: string,
              at: instant,
              changes: arrayOf(fieldChange),
            },
            { isLate: { const: true, description: 'Nobody waited for it any more: the changes were not made.' } },
          ),
        ),
        description: 'What the applicant answered, the first answer first.',
      },
      stageSince: { ...instant, description: 'Since when it is in its stage.' },
      ...clock,
      noMail: { const: true },
      hierarchy: reference('CustomerHierarchy'),
      decision: objectOf<NonNullable<ProspectView['decision']>>(
        {
          number: { type: 'integer' },
          status: { enum: ['Approved', 'Rejected'] },
          decidedAt: instant,
          stands: { type: 'boolean' },
        },
        {
          reason: string,
          statusReason: string,
          decidedBy: string,
          closedAt: instant,
          noMail: { const: true },
          here: { const: true, description: 'Staff made it in headquarters.' },
          reasonCode: string,
          email: string,
          mailWanted: { const: true },
        },
      ),
    },
  ),
)

const summary = objectOf<ProspectLineJson>(
  {
    prospectId: guid,
    number: string,
    status,
    companyName: string,
    requestorName: string,
    country: string,
    flags: arrayOf(flag),
    createdAt: instant,
    changedAt: instant,
  },
  {
    stage: { ...stage, description: 'Absent where headquarters decides.' },
    channel: string,
    decidedAt: instant,
    atypical: { const: true },
    erased: { const: true, description: 'Names were erased.' },
    likelyDuplicates: { type: 'integer', minimum: 1 },
    stageSince: instant,
    ...clock,
  },
)

const number: Schema = { type: 'number' }
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

const exported = {
  exportedAt: instant,
  reportedSpam: { type: 'boolean', description: 'Somebody at the address reported an e-mail as spam.' },
  acts: { ...arrayOf(auditAct), description: 'What staff and jobs did, the newest first.' },
}

type ChangeList = { readonly items: readonly ChangeJson[]; readonly cursor?: string }
const change = objectOf<ChangeJson>(
  {
    at: instant,
    who: string,
    what: string,
    change: { enum: storedTimelineCodes },
    actor: string,
    prospectId: guid,
    number: string,
  },
  {
    why: string,
    by: string,
    changes: arrayOf(objectOf<ChangeLine>({ field: string }, { before: string, after: string })),
  },
)

/** Schemas of headquarters, by name. */
export const headquartersSchemas: Readonly<Record<string, Schema>> = {
  AuditList: {
    anyOf: [
      objectOf<AuditPage>({ items: arrayOf(auditAct) }, { cursor: string }),
      objectOf<ChangeList>({ items: arrayOf(change) }, { cursor: string }),
    ],
  },
  Prospect: prospect,
  ProspectList: objectOf<LinePage<ProspectLineJson>>({ items: arrayOf(summary) }, { cursor: string }),
  PartnerList: objectOf<LinePage<PartnerLine>>(
    {
      items: arrayOf(
        objectOf<PartnerLine>(
          {
            organizationId: guid,
            number: string,
            name: string,
            status: { enum: partnerStatuses },
            users: count,
            admins: count,
            createdAt: instant,
          },
          {
            changedAt: instant,
            channels: { ...arrayOf(string), description: 'Absent: every one.' },
            country: string,
            marks: arrayOf({ enum: [...customerFlagCodes, 'on-hold'] }),
          },
        ),
      ),
    },
    { cursor: string },
  ),
  PartnerUserList: objectOf<LinePage<UserRow>>(
    {
      items: arrayOf(
        objectOf<UserRow>(
          {
            organizationId: guid,
            userId: guid,
            partner: { ...string, description: 'Number of the customer hierarchy.' },
            name: string,
            role: { enum: ['Admin', 'User'] },
            status: { enum: listedUserStatuses },
            addedAt: instant,
            isTold: { type: 'boolean', description: 'Whether the site shows the same.' },
          },
          {
            changedAt: instant,
            email: { ...string, description: 'As the site has it.' },
            reason: { enum: [...new Set([...disableReasons, ...changeRefusals])] },
            pending: { enum: userChangeKinds, description: 'Asked for, and not applied yet.' },
          },
        ),
      ),
    },
    { cursor: string },
  ),
  MailList: objectOf<MailPage>(
    {
      items: arrayOf(
        objectOf<MailLine>(
          {
            mailId: guid,
            kind: { enum: mailKinds },
            language: string,
            state: { enum: mailStates },
            at: { ...instant, description: 'When the state changed.' },
            askedAt: instant,
            ownerId: { ...guid, description: 'The prospect, or the customer who is or was a user.' },
            number: { type: 'integer', description: 'Of the mail among those of its owner.' },
            numbers: { ...arrayOf(string), description: 'Of the owner, and of its organization.' },
          },
          { channel: string, isUser: { const: true }, ...mailOptional },
        ),
      ),
    },
    { cursor: string },
  ),
  Customer: { oneOf: [organization, person] },
  ProspectExport: objectOf<ProspectExport>({
    ...exported,
    prospect: reference('Prospect'),
    customers: arrayOf(reference('Customer')),
  }),
  CustomerExport: objectOf<CustomerExport>({
    ...exported,
    customer: reference('Customer'),
    addresses: { ...arrayOf(string), description: 'E-mail addresses of now and of before.' },
    memberships: arrayOf(
      objectOf<Membership>(
        { hierarchyId: guid, number: string, name: string, role: member.properties['role'] ?? {}, addedAt: instant },
        {
          status: member.properties['status'] ?? {},
          reason: member.properties['reason'] ?? {},
          note: string,
          since: instant,
        },
      ),
    ),
    requests: {
      ...arrayOf(reference('Prospect')),
      description: 'Requests that became the customer, and others from its address.',
    },
    mails: arrayOf(mail),
    timeline: arrayOf(timelineLine),
  }),
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
    {
      unreadable: { type: 'integer' },
      status: { enum: partnerStatuses },
      statusReason: string,
      channels: { ...arrayOf(string), description: 'Channels that it buys on; absent = every one.' },
      ownName: { const: true, description: 'Staff named it: it does not follow the name of its organization.' },
      maxUsers: { type: 'integer', minimum: 0, description: 'Absent = as the setting says; 0 = no limit.' },
    },
  ),
  MemberComparison: objectOf<Comparison>(
    {
      others: arrayOf(comparedMember),
      overrides: arrayOf(
        objectOf<UndoableOverride>({
          overrideId: guid,
          at: instant,
          who: string,
          members: arrayOf(objectOf({ customerId: guid, name: string })),
          fields: arrayOf(overridePath),
        }),
      ),
    },
    { admin: comparedMember },
  ),
  JobList: objectOf<{ readonly items: unknown }>({ items: arrayOf(job) }),
}

/** What may be asked of the audit trail. */
export const auditParameters: readonly { readonly name: string; readonly schema: Schema }[] = [
  {
    name: 'of',
    schema: {
      enum: ['acts', 'changes'],
      default: 'acts',
      description: 'What staff and jobs did, or what timelines tell.',
    },
  },
  { name: 'kind', schema: { enum: objectKinds } },
  {
    name: 'id',
    schema: { ...string, description: 'Of what it was done on, together with `kind`; of changes the prospect.' },
  },
  {
    name: 'who',
    schema: { ...string, description: 'Object id of who did it; of changes `actor`, such as the name of a job.' },
  },
  { name: 'act', schema: { enum: actCodes } },
  { name: 'change', schema: { enum: storedTimelineCodes, description: 'Of changes alone.' } },
  { name: 'from', schema: { type: 'string', format: 'date', description: 'First day, UTC.' } },
  { name: 'to', schema: { type: 'string', format: 'date', description: 'Last day, UTC.' } },
  { name: 'cursor', schema: { ...string, description: 'Given by the page before.' } },
]

type Parameters = readonly { readonly name: string; readonly schema: Schema }[]

const pageParameters: Parameters = [
  {
    name: 'pageSize',
    schema: { type: 'integer', minimum: 1, maximum: listLimits.largestPage, default: listLimits.defaultPage },
  },
  { name: 'cursor', schema: { ...string, description: 'Given by the page before; not with `search`.' } },
]
const lineOrder = {
  name: 'sort',
  schema: { enum: lineOrders, default: 'newest', description: 'changed: what changed last is first.' },
}

/** What may be asked of the list *Partners*. */
export const partnerParameters: Parameters = [
  { name: 'status', schema: { enum: partnerStatuses } },
  { name: 'country', schema: string },
  { name: 'channel', schema: { ...string, description: 'Those who buy there, perhaps on every other one too.' } },
  { name: 'mark', schema: { enum: partnerMarks, description: 'A flag, or all that need attention.' } },
  { name: 'search', schema: { ...string, maxLength: 100, description: 'A number, or how words of the name begin.' } },
  lineOrder,
  ...pageParameters,
]

/** What may be asked of the list *Users*. */
export const userParameters: Parameters = [
  { name: 'status', schema: { enum: listedUserStatuses } },
  { name: 'role', schema: { enum: ['Admin', 'User'] } },
  { name: 'partner', schema: { ...string, description: 'Number of the customer hierarchy.' } },
  {
    name: 'search',
    schema: {
      ...string,
      maxLength: 100,
      description: 'An e-mail address, a number of a customer or hierarchy, or how words of the name begin.',
    },
  },
  lineOrder,
  ...pageParameters,
]

/** What may be asked of the list *E-mails*. */
export const mailParameters: Parameters = [
  { name: 'status', schema: { enum: mailStates } },
  { name: 'type', schema: { enum: mailKinds } },
  { name: 'channel', schema: string },
  { name: 'trouble', schema: { enum: mailTroubleKinds } },
  {
    name: 'search',
    schema: { ...string, maxLength: 100, description: 'The number of a prospect, user or organization.' },
  },
  ...pageParameters,
]

/** What may be asked of the list *All prospects*. */
export const listParameters: Parameters = [
  {
    name: 'search',
    schema: {
      ...string,
      maxLength: longestSearch,
      description:
        'A number, a reference, the whole name of a company or person, an e-mail address, a website, a tax or registration number or a phone, in any usual form; whatever the status, the newest on one page.',
    },
  },
  { name: 'status', schema: status },
  {
    name: 'reference',
    schema: { ...string, description: 'What an applicant calls the request by; whatever the status, on one page.' },
  },
  {
    name: 'missing',
    schema: { const: 'true', description: 'Only those of which something is missing in Sales, instead of a status.' },
  },
  {
    name: 'undelivered',
    schema: { const: 'true', description: 'Only those to whom a mail did not arrive, instead of a status.' },
  },
  {
    name: 'overdue',
    schema: {
      const: 'true',
      description:
        'Only those whose stage has a target that is over, the longest in their stage first, instead of a status.',
    },
  },
  { name: 'stage', schema: stage },
  { name: 'country', schema: string },
  { name: 'channel', schema: string },
  {
    name: 'mark',
    schema: { enum: [...marks, 'any'], description: 'Of this flag, likely duplicates, or all that need attention.' },
  },
  { name: 'sort', schema: { enum: sorts, default: 'newest', description: 'By name up to 1,000.' } },
  ...pageParameters,
]
