// Describes what programs may call: addresses, callers and refusals from the table of routes, contents from the schemas of
// the rooms. https://spec.openapis.org/oas/v3.1.1

import type { IntakeRules } from '../shared/domain/field-checks.ts'
import { guid, reference, type Schema, string } from '../shared/platform/json-schema.ts'
import { type DescribedRoute, describedRoutes } from './described-routes.ts'
import { type AnswerDescription, answerContents, bodyContents, parameters, schemasOf } from './open-api-contents.ts'
import { problems } from './problems.ts'
import { type Route, refusalsOf } from './route.ts'

/** How each caller proves who it is. Staff sign in with App Service authentication; the roles are those of headquarters. */
const securitySchemes: Readonly<Partial<Record<Route['caller'] | 'staff', Schema>>> = {
  user: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A token of the channel’s issuer: RS256, PS256 or ES256, with iss, aud, sub, exp, email and email_verified. Where something before the app does not let it through, the header x-user-token carries it instead.',
  },
  site: {
    type: 'apiKey',
    in: 'header',
    name: 'x-site-key',
    description: 'Key of the site; instead of it, an access token of an application that has the role Channel.Site.',
  },
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

const securityOf = ({ caller }: DescribedRoute): Schema[] => {
  if (caller === 'anyone') return []
  if (caller === 'partner admin') return [{ user: [] }]
  return caller.startsWith('Headquarters.') ? [{ staff: [caller] }] : [{ [caller]: [] }]
}

/** The refusals of a route, by status; several codes may share one. */
const refusalAnswers = (route: DescribedRoute): Record<string, Schema> => {
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

const contentOf = ({ description, schema, byType = {}, headers }: AnswerDescription): Schema => ({
  description,
  ...(headers ? { headers } : {}),
  ...(schema
    ? {
        content: {
          'application/json': { schema },
          ...Object.fromEntries(Object.entries(byType).map(([type, other]) => [type, { schema: other }])),
        },
      }
    : {}),
})

const described = (name: string, route: DescribedRoute): Schema => {
  const { body } = route
  const inPath = [...route.route.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: guid,
  }))
  const taken = body?.as === 'JSON' ? bodyContents[body.content] : undefined
  return {
    operationId: name.charAt(0).toLowerCase() + name.slice(1),
    summary: route.about,
    security: securityOf(route),
    parameters: [...inPath, ...(route.parameters ?? []).flatMap((one) => parameters[one])],
    ...(body?.as === 'CSV' ? { requestBody: { required: true, content: { 'text/csv': { schema: string } } } } : {}),
    ...(taken ? { requestBody: { required: true, content: { 'application/json': { schema: taken } } } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.succeeds).map(([status, content]) => [status, contentOf(answerContents[content])]),
      ),
      ...refusalAnswers(route),
    },
  }
}

/** Rows of one address stand together. */
const pathsOf = (rows: readonly (readonly [string, DescribedRoute])[]): Readonly<Record<string, Schema>> =>
  Object.fromEntries(
    [...Map.groupBy(rows, ([, { route }]) => route)].map(([path, alike]) => [
      `/${path}`,
      Object.fromEntries(
        alike.map(([name, route]) => [(route.methods[0] ?? 'GET').toLowerCase(), described(name, route)]),
      ),
    ]),
  )

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
  paths: pathsOf(Object.entries<DescribedRoute>(describedRoutes).filter(([, { kind }]) => kind === 'JSON')),
  components: { schemas: schemasOf(rules, publicUrl), securitySchemes },
})
