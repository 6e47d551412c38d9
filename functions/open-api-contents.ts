// What programs send and get: the contents that the rows of the table of routes name, for the interface description.

import type { StatusView } from '../shared/channel/channel-request.ts'
import { onboardingRequestSchema } from '../shared/channel/open-api-request.ts'
import type { IntakeRules } from '../shared/domain/field-checks.ts'
import { questionLimits, type ShownQuestion } from '../shared/domain/question.ts'
import { type AskedField, answerField, askableNames } from '../shared/domain/question-fields.ts'
import { requestStatuses } from '../shared/domain/request-status.ts'
import {
  askedPaths,
  auditParameters,
  headquartersSchemas,
  listParameters,
  mailParameters,
  partnerParameters,
  userParameters,
} from '../shared/headquarters/json-contents.ts'
import {
  arrayOf,
  guid,
  instant,
  objectOf,
  oneOf,
  reference,
  type Schema,
  string,
} from '../shared/platform/json-schema.ts'
import type { ProblemDetail } from '../shared/platform/problem-details.ts'
import { eventSchemas } from './event-schemas.ts'
import { siteAnswers, siteBodies, siteParameters, siteSchemas } from './open-api-sites.ts'
import { type ProblemCode, problemPrefix, problems } from './problems.ts'

const stored = { description: 'It is stored, or concerns nothing here.' }
const found = (name: 'Prospect' | 'Customer' | 'CustomerHierarchy') => ({
  description: 'It is there.',
  schema: reference(name),
})

const asked = (id: 'prospectId' | 'customerId') => ({
  description: 'It was asked for, and is done soon.',
  schema: { type: 'object', required: [id, 'status'], properties: { [id]: guid, status: { const: 'Asked' } } },
})

const shortReference = {
  type: 'string',
  pattern: '^[0-9A-HJKMNP-TV-Z]{3}(-[0-9A-HJKMNP-TV-Z]{3}){2}$',
  description: 'What applicant and staff call the request by.',
}

/** @member byType schemas of other content types that can be asked for, and the headers that come with them */
export type AnswerDescription = {
  readonly description: string
  readonly schema?: Schema
  readonly byType?: Readonly<Record<string, Schema>>
  readonly headers?: Readonly<Record<string, Schema>>
}

/** What routes answer with when they succeed; without a schema, nothing that programs read. */
export const answerContents = {
  page: { description: 'A page.' },
  stylesheet: { description: 'A stylesheet.' },
  script: { description: 'A script.' },
  redirection: { description: 'A browser is sent on to the status page.' },
  nothing: stored,
  Submitted: { description: 'Stored.', schema: reference('Submitted') },
  Status: { description: 'The status.', schema: reference('Status') },
  OpenApi: { description: 'The description.', schema: { type: 'object', required: ['openapi', 'paths'] } },
  AsyncApi: { description: 'The description.', schema: { type: 'object', required: ['asyncapi', 'channels'] } },
  Health: { description: 'They can.', schema: reference('Health') },
  ...siteAnswers,
  ProspectList: { description: 'One page of the list.', schema: reference('ProspectList') },
  PartnerList: { description: 'One page of the list.', schema: reference('PartnerList') },
  PartnerImport: { description: 'Every row.', schema: reference('PartnerImport') },
  PartnerUserList: { description: 'One page of the list.', schema: reference('PartnerUserList') },
  MailList: { description: 'One page of the list.', schema: reference('MailList') },
  AuditList: { description: 'One page of the trail.', schema: reference('AuditList') },
  ProspectExport: { description: 'All of it.', schema: reference('ProspectExport') },
  CustomerExport: { description: 'All of it.', schema: reference('CustomerExport') },
  Prospect: found('Prospect'),
  Asked: {
    description: 'It was asked for.',
    schema: { type: 'object', required: ['status'], properties: { status: { const: 'Asked' } } },
  },
  Decided: {
    description:
      'It is stored; it takes effect when the time to take it back is over, or a second Approver confirms it.',
    schema: {
      type: 'object',
      required: ['prospectId', 'status'],
      properties: { prospectId: guid, status: { enum: ['Approved', 'Rejected', 'Proposed'] } },
    },
  },
  AskedApplicant: {
    description: 'It is stored; the applicant is told by mail once job 1010 has run.',
    schema: {
      type: 'object',
      required: ['prospectId', 'question'],
      properties: { prospectId: guid, question: { type: 'integer', minimum: 1, description: 'Its number.' } },
    },
  },
  Answered: {
    description: 'It is stored; headquarters knows it with its next runs.',
    schema: {
      type: 'object',
      required: ['requestId', 'question'],
      properties: { requestId: guid, question: { type: 'integer', minimum: 1 } },
    },
  },
  AskedForProspect: asked('prospectId'),
  AskedForCustomer: asked('customerId'),
  Customer: found('Customer'),
  CustomerHierarchy: found('CustomerHierarchy'),
  MemberComparison: { description: 'The members.', schema: reference('MemberComparison') },
  JobList: { description: 'Every job.', schema: reference('JobList') },
} as const satisfies Record<string, AnswerDescription>

export type AnswerContent = keyof typeof answerContents

const decisionMembers = {
  note: { type: 'string', maxLength: 200, description: 'For staff.' },
  mail: { type: 'boolean', default: true, description: 'Whether the requestor is told by mail.' },
}

/** What routes take. */
export const bodyContents = {
  OnboardingRequest: reference('OnboardingRequest'),
  ...siteBodies,
  Approval: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...decisionMembers,
      organizationId: { ...guid, description: 'A customer that is there; absent = made of the request.' },
      personId: { ...guid, description: 'A customer that is there; absent = made of the request.' },
      email: { type: 'string', maxLength: 100, description: 'Another address of a person that is made.' },
    },
  },
  Answer: {
    type: 'object',
    required: ['question', 'answer'],
    properties: {
      question: { type: 'integer', minimum: 1, description: 'Its number.' },
      answer: { type: 'string', maxLength: answerField.maxLength },
    },
    description:
      'With the fields of the question that are corrected, where they stand in a request: `{ "company": { "taxId": "…" } }`. One that is absent stays as it is.',
  },
  Question: {
    type: 'object',
    additionalProperties: false,
    required: ['text'],
    properties: {
      text: { type: 'string', maxLength: questionLimits.text },
      fields: {
        type: 'array',
        items: { enum: askableNames },
        description: 'What the applicant is asked to correct: paths of the request, the address as a whole.',
      },
    },
  },
  Why: {
    type: 'object',
    additionalProperties: false,
    required: ['reason'],
    properties: { reason: { type: 'string', maxLength: 200 } },
  },
  Rejection: {
    type: 'object',
    additionalProperties: false,
    required: ['reason'],
    properties: { ...decisionMembers, reason: { type: 'string', maxLength: 40, description: 'A code of the list.' } },
  },
  Nothing: { type: 'object', additionalProperties: false, description: 'An empty object.' },
  SalesEvent: {
    type: 'object',
    required: ['MessageName'],
    properties: { MessageName: string, PrimaryEntityName: string, PrimaryEntityId: string },
    description: 'https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks#data-passed',
  },
  MailEvents: {
    type: 'array',
    description: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event',
  },
} as const satisfies Record<string, Schema>

export type BodyContent = keyof typeof bodyContents

/** Headers and queries, by what they are for. */
export const parameters = {
  preview: [
    {
      name: 'preview',
      in: 'query',
      schema: { type: 'boolean', default: false },
      description: 'Whether nothing is to be made.',
    },
  ],
  'Idempotency-Key': [
    {
      name: 'Idempotency-Key',
      in: 'header',
      description: 'The same key and body get the very same answer.',
      schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
    },
  ],
  site: [
    {
      name: 'x-site-key',
      in: 'header',
      description: 'Proves which site sends; its requests are of its channel, and not counted by its own network.',
      schema: string,
    },
    {
      name: 'x-applicant-network',
      in: 'header',
      description: 'With a key: the IPv4 or IPv6 address of the applicant, by which the limits then count.',
      schema: string,
    },
  ],
  ...siteParameters,
  audit: auditParameters.map((parameter) => ({ ...parameter, in: 'query' })),
  partners: partnerParameters.map((parameter) => ({ ...parameter, in: 'query' })),
  partnerUsers: userParameters.map((parameter) => ({ ...parameter, in: 'query' })),
  mails: mailParameters.map((parameter) => ({ ...parameter, in: 'query' })),
  list: listParameters.map((parameter) => ({ ...parameter, in: 'query' })),
} as const satisfies Record<string, readonly Schema[]>

export type ParameterName = keyof typeof parameters

type Neighbours = { storage: string; serviceBus: string; sales?: string }
const upOrDown = oneOf<'up' | 'down'>({ up: true, down: true })

/** Every schema that the document names. */
export const schemasOf = (rules: IntakeRules, publicUrl: string): Readonly<Record<string, Schema>> => ({
  OnboardingRequest: onboardingRequestSchema(rules),
  Submitted: objectOf<{ requestId: string; status: string; statusUrl: string; reference: string }>({
    requestId: guid,
    status: { const: 'Submitted' },
    statusUrl: { type: 'string', format: 'uri' },
    reference: shortReference,
  }),
  Health: objectOf<{ status: string; neighbours?: unknown }>(
    { status: { const: 'healthy' } },
    {
      neighbours: {
        ...objectOf<Neighbours>({ storage: upOrDown, serviceBus: upOrDown }, { sales: upOrDown }),
        description: 'Told to staff.',
      },
    },
  ),
  Status: objectOf<StatusView & { reference: string }>(
    {
      requestId: guid,
      reference: shortReference,
      status: { enum: requestStatuses },
      submittedAt: instant,
    },
    {
      decidedAt: instant,
      confirmedAt: { ...instant, description: 'The requestor confirmed the e-mail address.' },
      withdrawnAt: { ...instant, description: 'The applicant withdrew it; the status is Declined.' },
      question: {
        ...objectOf<ShownQuestion>({
          number: { type: 'integer', minimum: 1 },
          text: string,
          askedAt: instant,
          fields: arrayOf(objectOf<AskedField>({ path: { enum: askedPaths } }, { value: string })),
        }),
        description:
          'More information is needed: what is asked, and the fields that may be corrected with the answer, each with its present text.',
      },
      answered: {
        ...objectOf<NonNullable<StatusView['answered']>>({ number: { type: 'integer', minimum: 1 }, at: instant }),
        description: 'The last question that was answered.',
      },
    },
  ),
  ...headquartersSchemas,
  ...siteSchemas,
  ...eventSchemas(publicUrl),
  Problem: objectOf<{
    type: string
    title: string
    status: number
    code: ProblemCode
    errors?: unknown
    organizations?: unknown
    hierarchyId?: string
  }>(
    {
      type: { type: 'string', pattern: `^${problemPrefix}[a-z-]+$` },
      title: string,
      status: { type: 'integer' },
      code: { enum: Object.keys(problems) },
    },
    {
      errors: arrayOf(
        objectOf<ProblemDetail>(
          { path: string, code: string, message: string },
          { place: { type: 'integer', minimum: 1, description: 'Which character it is, where it is one.' } },
        ),
      ),
      organizations: { ...arrayOf(reference('Choice')), description: 'Of choose-organization: those to choose from.' },
      hierarchyId: { ...guid, description: 'Of already-a-partner: the hierarchy that there is.' },
    },
  ),
})
