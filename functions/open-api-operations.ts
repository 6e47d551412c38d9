// What programs send and get: the contents of the routes in the interface description.

import { onboardingRequestSchema } from '../shared/channel/open-api-request.ts'
import type { StatusView } from '../shared/channel/request-status.ts'
import type { RequestStatus } from '../shared/channel/rows.ts'
import type { IntakeRules } from '../shared/domain/field-checks.ts'
import { headquartersSchemas, listParameters } from '../shared/headquarters/open-api.ts'
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
import { type ProblemCode, problemPrefix, problems } from './problems.ts'
import type { RouteName } from './routes.ts'

export type Operation = {
  /** Headers and queries; parameters of the path follow from the route. */
  readonly parameters?: readonly Schema[]
  readonly body?: Schema
  /** What each status of success answers; without a schema, nothing. */
  readonly answers: Readonly<Record<number, { readonly description: string; readonly schema?: Schema }>>
}

const found = (name: string): Operation => ({
  answers: { 200: { description: 'It is there.', schema: reference(name) } },
})
const acknowledged: Operation['answers'] = { 204: { description: 'It is stored, or concerns nothing here.' } }

/** The operations of the routes that programs call. */
export const operations: Readonly<Partial<Record<RouteName, Operation>>> = {
  SubmitOnboardingRequest: {
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        description: 'The same key and body get the very same answer.',
        schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
      },
    ],
    body: reference('OnboardingRequest'),
    answers: { 202: { description: 'Stored.', schema: reference('Submitted') } },
  },
  GetOnboardingRequest: {
    answers: {
      200: { description: 'The status.', schema: reference('Status') },
      303: { description: 'A browser is sent on to the status page.' },
    },
  },
  GetOpenApi: {
    answers: { 200: { description: 'The description.', schema: { type: 'object', required: ['openapi', 'paths'] } } },
  },
  Health: { answers: { 200: { description: 'They can.', schema: reference('Health') } } },
  ReceiveSalesEvent: {
    body: {
      type: 'object',
      required: ['MessageName'],
      properties: { MessageName: string, PrimaryEntityName: string, PrimaryEntityId: string },
      description: 'https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks#data-passed',
    },
    answers: acknowledged,
  },
  ReceiveMailEvents: {
    body: {
      type: 'array',
      description: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event',
    },
    answers: acknowledged,
  },
  ListProspects: {
    parameters: listParameters.map((parameter) => ({ ...parameter, in: 'query' })),
    answers: { 200: { description: 'One page of the list.', schema: reference('ProspectList') } },
  },
  GetProspect: found('Prospect'),
  GetCustomer: found('Customer'),
  GetCustomerHierarchy: found('CustomerHierarchy'),
}

type Neighbours = { storage: string; serviceBus: string; sales: string }
const upOrDown = oneOf<'up' | 'down'>({ up: true, down: true })

/** Every schema that the document names. */
export const schemasOf = (rules: IntakeRules): Readonly<Record<string, Schema>> => ({
  OnboardingRequest: onboardingRequestSchema(rules),
  Submitted: objectOf<{ requestId: string; status: string; statusUrl: string }>({
    requestId: guid,
    status: { const: 'Submitted' },
    statusUrl: { type: 'string', format: 'uri' },
  }),
  Health: objectOf<{ status: string; neighbours?: unknown }>(
    { status: { const: 'healthy' } },
    {
      neighbours: {
        ...objectOf<Neighbours>({ storage: upOrDown, serviceBus: upOrDown, sales: upOrDown }),
        description: 'Told to staff.',
      },
    },
  ),
  Status: objectOf<StatusView>(
    {
      requestId: guid,
      status: oneOf<RequestStatus>({ Submitted: true, InReview: true, Approved: true, Declined: true }),
      submittedAt: instant,
    },
    { decidedAt: instant },
  ),
  ...headquartersSchemas,
  Problem: objectOf<{ type: string; title: string; status: number; code: ProblemCode; errors?: unknown }>(
    {
      type: { type: 'string', pattern: `^${problemPrefix}[a-z-]+$` },
      title: string,
      status: { type: 'integer' },
      code: { enum: Object.keys(problems) },
    },
    {
      errors: arrayOf(
        objectOf<{ path: string; code: string; message: string }>({ path: string, code: string, message: string }),
      ),
    },
  ),
})
