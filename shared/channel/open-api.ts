// The description of the public interface, made from the tables by which requests are checked and refused, so that it
// says what the app does. https://spec.openapis.org/oas/v3.1.1.html

import type { IntakeRules } from '../domain/field-checks.ts'
import { type ProblemCode, problems } from '../platform/http.ts'
import { onboardingRequestSchema, type Schema } from './open-api-request.ts'

const string: Schema = { type: 'string' }
const instant: Schema = { type: 'string', format: 'date-time' }
const guid: Schema = { type: 'string', format: 'uuid' }
const object = (properties: Record<string, Schema>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})

const json = (description: string, schema: Schema): Schema => ({
  description,
  content: { 'application/json': { schema } },
})

/** The refusals of one operation, by status; several codes may share one. */
const upOrDown = { enum: ['up', 'down'] }
const neighbours = { storage: upOrDown, serviceBus: upOrDown, sales: upOrDown }

const refusals = (...codes: readonly ProblemCode[]): Record<string, Schema> => {
  const statuses = [...new Set(codes.map((code) => problems[code][0]))]
  return Object.fromEntries(
    statuses.map((status) => {
      const here = codes.filter((code) => problems[code][0] === status)
      const schema = { $ref: '#/components/schemas/Problem', properties: { code: { enum: here } } }
      const headers =
        status === 429 || status === 503 ? { 'Retry-After': { schema: string, required: true } } : undefined
      return [
        String(status),
        {
          description: here.map((code) => problems[code][1]).join(' '),
          ...(headers ? { headers } : {}),
          content: { 'application/problem+json': { schema } },
        },
      ]
    }),
  )
}

/**
 * The OpenAPI 3.1 document of what a B2B site calls.
 * @param rules what this installation allows in requests
 * @param publicUrl origin under which the app is reached
 */
export const openApi = (rules: IntakeRules, publicUrl: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'B2B partner onboarding',
    version: '1.0.0',
    description:
      'Lets a B2B site hand in companies’ requests to become business partners. Lengths are in UTF-16 code units.',
  },
  servers: [{ url: publicUrl }],
  paths: {
    '/api/onboarding-requests': {
      post: {
        operationId: 'submitOnboardingRequest',
        summary: 'Hands in a request; 202 means that it is stored.',
        parameters: [
          {
            name: 'Idempotency-Key',
            in: 'header',
            description: 'The same key and body get the very same answer.',
            schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
          },
        ],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/OnboardingRequest' } } },
        },
        responses: {
          '202': json(
            'Stored.',
            object({ requestId: guid, status: { const: 'Submitted' }, statusUrl: { type: 'string', format: 'uri' } }),
          ),
          ...refusals(
            'unreadable-body',
            'invalid-request',
            'invalid-idempotency-key',
            'body-too-large',
            'unsupported-media-type',
            'idempotency-key-reused',
            'too-many-requests',
            'internal-error',
            'temporarily-unavailable',
          ),
        },
      },
    },
    '/api/onboarding-requests/{requestId}': {
      get: {
        operationId: 'getOnboardingRequest',
        summary: 'The status, for whoever has the secret link.',
        parameters: [
          { name: 'requestId', in: 'path', required: true, schema: guid },
          { name: 'token', in: 'query', required: true, schema: string },
        ],
        responses: {
          '200': json('The status.', { $ref: '#/components/schemas/Status' }),
          '303': { description: 'A browser is sent on to the status page.' },
          ...refusals('not-found', 'internal-error', 'temporarily-unavailable'),
        },
      },
    },
    '/api/health': {
      get: {
        operationId: 'health',
        summary: 'Whether requests can be stored; for staff also which neighbour is out of reach.',
        responses: {
          '200': json(
            'They can.',
            object({ status: { const: 'healthy' }, neighbours: object(neighbours) }, ['neighbours']),
          ),
          ...refusals('internal-error', 'temporarily-unavailable'),
        },
      },
    },
  },
  components: {
    schemas: {
      OnboardingRequest: onboardingRequestSchema(rules),
      Status: object(
        {
          requestId: guid,
          status: { enum: ['Submitted', 'InReview', 'Approved', 'Declined'] },
          submittedAt: instant,
          decidedAt: instant,
        },
        ['decidedAt'],
      ),
      Problem: object(
        {
          type: { type: 'string', pattern: '^urn:b2b-onboarding:[a-z-]+$' },
          title: string,
          status: { type: 'integer' },
          code: { enum: Object.keys(problems) },
          errors: { type: 'array', items: object({ path: string, code: string, message: string }) },
        },
        ['errors'],
      ),
    },
  },
})
