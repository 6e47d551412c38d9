// The interface description is true: what the app answers conforms to it, and what it forbids is refused.

import { createServer } from 'node:http'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from '../../functions/open-api.ts'
import { pathOf } from '../../functions/route.ts'
import { onboardingRequestSchema } from '../../shared/channel/open-api-request.ts'
import { acceptOnboardingRequest } from '../../shared/domain/accept-onboarding-request.ts'
import { attributeLimits, onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { type Answered, violations } from '../support/conformity.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { closeLocally, listenLocally } from '../support/local-server.ts'
import { aRequest, bringToSales, prospectWhere, quiet, salesUser, submit } from '../support/people.ts'
import { everyRoute } from '../support/route-calls.ts'
import { watchAnswers } from '../support/watched-fetch.ts'

const rules = { channels: ['default'], defaultLanguage: 'en' as const }

describe('the interface description', () => {
  const document = JSON.parse(JSON.stringify(openApi(rules, 'https://partners.example'))) as Record<string, unknown>

  it('is OpenAPI 3.1, as the meta-schema has it', async () => {
    expect(await new Validator().validate(document)).toEqual({ valid: true })
    const planted = await new Validator().validate({ ...document, paths: { '/x': { get: { responses: [] } } } })
    expect(planted.valid).toBe(false)
  })

  it('has every route that programs call, and no other', () => {
    const paths = Object.entries(document['paths'] as Record<string, object>).flatMap(([path, calls]) =>
      Object.keys(calls).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const called = everyRoute
      .filter(({ route }) => route.kind === 'JSON')
      .map(({ route, method }) => `${method} ${pathOf(route)}`)
    expect(paths.sort()).toEqual(called.sort())
  })
})

describe('what the app answers', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({ LIMIT_PER_ADDRESS: '5', CHANNELS: 'default' })
  })
  afterAll(() => env.close())
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${env.url}/api/onboarding-requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  // That each answer conforms is checked where every test gets its answers.
  it('includes the description, under the public address', async () => {
    const served: unknown = await (await fetch(`${env.url}/api/openapi.json`)).json()
    expect(served).toEqual(JSON.parse(JSON.stringify(openApi(rules, env.url))))
  })

  it('conforms for every outcome of a submission', async () => {
    const one = (name: string) => ({
      ...aRequest(name),
      requestor: { ...aRequest(name).requestor, email: 'a@b.example' },
    })
    const statuses = [
      await post(aRequest('Fabrikam GmbH')),
      await post('{'),
      await post({ company: { name: 'x', secret: 1 }, attributes: [] }),
      await post({}, { 'idempotency-key': 'a b' }),
      await post('x'.repeat(40_000)),
      await post({}, { 'content-type': 'text/plain' }),
      await post(aRequest('Fabrikam GmbH'), { 'idempotency-key': 'one' }),
      await post(aRequest('Contoso AG'), { 'idempotency-key': 'one' }),
      ...(await Promise.all(Array.from({ length: 12 }, (_, at) => post(one(`Company ${at}`))))),
    ].map(({ status }) => status)
    expect([...new Set(statuses)].sort()).toEqual([202, 400, 413, 415, 422, 429])
  })

  it('conforms for everything that headquarters tells of an approved partner', async () => {
    const { requestId } = await submit(env, aRequest('Approved BV'))
    await bringToSales(env, requestId)
    const seller = await salesUser(env)
    await seller.win(await seller.qualify(requestId))
    const prospect = await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
    expect(prospect.customers).toHaveLength(2)
    const paths = [
      '/api/prospects?pageSize=1',
      ...prospect.customers.map(({ customerId }) => `/api/customers/${customerId}`),
      `/api/customer-hierarchies/${prospect.hierarchy?.hierarchyId}`,
    ]
    for (const path of paths) expect((await fetch(env.url + path)).status).toBe(200)
    await quiet(env)
  })
})

describe('an answer that does not conform', () => {
  const health = {
    method: 'GET',
    path: '/api/health',
    status: 200,
    type: 'application/json',
    text: '{"status":"healthy"}',
  }
  const wrong: [string, Partial<Answered>, string][] = [
    ['another value', { text: '{"status":"fine"}' }, '/status: must be equal to constant'],
    ['a member that is not described', { text: '{"status":"healthy","storage":"up"}' }, '/: must NOT have additional'],
    ['a status that is not foreseen', { status: 418 }, 'which the table of routes does not foresee'],
    ['another content type', { type: 'text/plain' }, 'as text/plain'],
    [
      'a code that the route never gives',
      {
        status: 503,
        type: 'application/problem+json',
        text: '{"type":"urn:b2b-onboarding:x","title":"","status":503,"code":"not-found"}',
      },
      '/code: must be equal to one of the allowed values',
    ],
    [
      'a body where none is described',
      { method: 'POST', path: '/api/sales/events', status: 204, text: '{}' },
      'with a body',
    ],
    ['JSON from a page', { path: '/sign-up', text: '{}' }, 'SignUpPage answers 200 as JSON'],
  ]
  it.each(wrong)('is found: %s', (_, change, expected) => {
    expect(violations(health)).toEqual([])
    expect(violations({ ...health, ...change }).join('\n')).toContain(expected)
  })

  it('fails the test that gets it, and the end of the test’s environment', async () => {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end('{"status":"fine"}')
    })
    const url = `http://127.0.0.1:${await listenLocally(server)}`
    const endWatch = watchAnswers(url)
    await expect(fetch(`${url}/api/health`)).rejects.toThrow('Health answers 200 /status: must be equal to constant')
    expect(endWatch).toThrow('Health answers 200')
    await closeLocally(server)
  })
})

describe('the schema of a request', () => {
  const schema = onboardingRequestSchema(rules)
  const ajv = new Ajv2020({ strictTypes: false, strictRequired: false })
  formats.default(ajv)
  const refusedBy = (body: unknown) => ({
    schema: !ajv.validate(schema, body),
    app: acceptOnboardingRequest(body, rules).outcome === 'refused',
  })
  const changed = (path: string, value: unknown): unknown => {
    const body = structuredClone(aRequest('Fabrikam GmbH')) as Record<string, unknown>
    const steps = path.split('.')
    const last = steps.pop() ?? ''
    let members = body
    for (const step of steps) members = members[step] as Record<string, unknown>
    if (value === undefined) delete members[last]
    else members[last] = value
    return body
  }
  const both = { schema: true, app: true }
  const neither = { schema: false, app: false }

  it('lets a good request pass, as the app does', () => {
    expect(refusedBy(aRequest('Fabrikam GmbH'))).toEqual(neither)
  })

  it.each(onboardingFields.map((field) => [field.path, field] as const))('agrees with the app on %s', (path, field) => {
    expect(refusedBy(changed(path, 'x'.repeat(field.maxLength + 1)))).toEqual(both)
    expect(refusedBy(changed(path, 7))).toEqual(both)
    // A schema cannot say that an address needs a city in some countries only.
    if (path === 'company.address.city') return
    expect(refusedBy(changed(path, undefined))).toEqual(field.required ? both : neither)
    expect(refusedBy(changed(path, null))).toEqual(field.required ? both : neither)
    expect(refusedBy(changed(path, ''))).toEqual(field.required ? both : neither)
  })

  it.each([
    ['an unknown member', changed('unknown', 'x')],
    ['an unknown member of the company', changed('company.unknown', 'x')],
    ['a company that is a list', changed('company', [])],
    ['an attribute that is no text', changed('attributes', { size: 1 })],
    ['an attribute without a proper name', changed('attributes', { 'a b': 'x' })],
    ['an attribute that is too long', changed('attributes', { size: 'x'.repeat(attributeLimits.valueLength + 1) })],
    [
      'too many attributes',
      changed('attributes', Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`a${at}`, 'x']))),
    ],
    ['no object', []],
  ])('refuses %s, as the app does', (_, body) => {
    expect(refusedBy(body)).toEqual(both)
  })

  it('names the attributes of the site when they are declared', () => {
    const declared = onboardingRequestSchema({ ...rules, attributes: ['size'] })
    expect(ajv.validate(declared, changed('attributes', { size: 'L' }))).toBe(true)
    expect(ajv.validate(declared, changed('attributes', { colour: 'red' }))).toBe(false)
  })
})
