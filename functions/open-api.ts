// Describes what programs may call: addresses, callers and refusals from the table of routes, contents from the schemas of
// the rooms. https://spec.openapis.org/oas/v3.1.1

import { onboardingRequestSchema } from '../shared/channel/open-api-request.ts'
import type { StatusView } from '../shared/channel/request-status.ts'
import type { RequestStatus } from '../shared/channel/rows.ts'
import type { IntakeRules } from '../shared/domain/field-checks.ts'
import { headquartersSchemas, listParameters } from '../shared/headquarters/open-api.ts'
import { type ProblemCode, problems } from '../shared/platform/http.ts'
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
import { type Route, refusalsOf } from './route.ts'
import { type RouteName, routes } from './routes.ts'

type Operation = {
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
const operations: Readonly<Partial<Record<RouteName, Operation>>> = {
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

const schemasOf = (rules: IntakeRules): Readonly<Record<string, Schema>> => ({
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
      type: { type: 'string', pattern: '^urn:b2b-onboarding:[a-z-]+$' },
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

/** How each caller proves who it is. Staff sign in with App Service authentication; the roles are those of headquarters. */
const securitySchemes: Readonly<Partial<Record<Route['caller'] | 'staff', Schema>>> = {
  applicant: { type: 'apiKey', in: 'query', name: 'token', description: 'Secret token of the request.' },
  Dataverse: { type: 'apiKey', in: 'header', name: 'x-sales-event-key' },
  SendGrid: {
    type: 'apiKey',
    in: 'header',
    name: 'x-twilio-email-event-webhook-signature',
    description: 'Signature over the header x-twilio-email-event-webhook-timestamp and the body.',
  },
  staff: {
    type: 'apiKey',
    in: 'cookie',
    name: 'AppServiceAuthSession',
    description: 'Session of App Service authentication, of somebody with at least the role that is named.',
  },
}

const securityOf = ({ caller }: Route): Schema[] => {
  if (caller === 'anyone') return []
  return caller.startsWith('Headquarters.') ? [{ staff: [caller] }] : [{ [caller]: [] }]
}

/** The refusals of a route, by status; several codes may share one. */
const refusalAnswers = (route: Route): Record<string, Schema> => {
  const byStatus = Map.groupBy(refusalsOf(route), (code) => problems[code][0])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const schema = { ...reference('Problem'), properties: { code: { enum: codes } } }
      const isPassing = status === 429 || status === 503
      return [
        String(status),
        {
          description: codes.map((code) => problems[code][1]).join(' '),
          ...(isPassing ? { headers: { 'Retry-After': { schema: string, required: true } } } : {}),
          content: { 'application/problem+json': { schema } },
        },
      ]
    }),
  )
}

const described = (name: string, route: Route, { parameters = [], body, answers }: Operation): Schema => {
  const inPath = [...route.route.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: guid,
  }))
  return {
    operationId: name.charAt(0).toLowerCase() + name.slice(1),
    summary: route.about,
    security: securityOf(route),
    parameters: [...inPath, ...parameters],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, schema }]) => [
          status,
          { description, ...(schema ? { content: { 'application/json': { schema } } } : {}) },
        ]),
      ),
      ...refusalAnswers(route),
    },
  }
}

/**
 * The OpenAPI 3.1 document.
 * @param rules what this installation allows in requests
 * @param publicUrl origin under which the app is reached
 */
export const openApi = (rules: IntakeRules, publicUrl: string) => ({
  openapi: '3.1.1',
  info: {
    title: 'B2B partner onboarding',
    version: '1.0.0',
    description:
      'Takes in companies’ requests to become business partners, and tells headquarters of them. Lengths are in UTF-16 code units.',
  },
  servers: [{ url: publicUrl }],
  paths: Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => {
      const route: Route = routes[name as RouteName]
      return [`/${route.route}`, { [(route.methods[0] ?? 'GET').toLowerCase()]: described(name, route, operation) }]
    }),
  ),
  components: { schemas: schemasOf(rules), securitySchemes },
})
