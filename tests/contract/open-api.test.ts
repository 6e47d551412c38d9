// The interface description is true: what the app answers conforms to it, and what it forbids is refused.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from '../../shared/channel/open-api.ts'
import { onboardingRequestSchema, type Schema } from '../../shared/channel/open-api-request.ts'
import { acceptOnboardingRequest } from '../../shared/domain/accept-onboarding-request.ts'
import { attributeLimits, onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { schemaErrors } from '../support/json-schema.ts'
import { aRequest, runJobs, submit } from '../support/people.ts'

type Operation = { responses: Record<string, { headers?: object; content?: Record<string, { schema: Schema }> }> }
type Document = { openapi: string; paths: Record<string, Record<string, Operation>>; components: unknown }

const rules = { channels: ['default'], defaultLanguage: 'en' as const }

describe('what the app answers', () => {
  let env: Environment
  let document: Document
  beforeAll(async () => {
    env = await startEnvironment({ LIMIT_PER_ADDRESS: '5' })
    document = (await (await fetch(`${env.url}/api/openapi.json`)).json()) as Document
  })
  afterAll(() => env.close())

  /** Expects an answer that the description foresees, and conforms to it. */
  const expectForeseen = async (response: Response, path: string, method: string, status: number): Promise<void> => {
    const body: unknown = response.status === 303 ? undefined : await response.json()
    expect({ status: response.status, body }).toMatchObject({ status })
    const foreseen = document.paths[path]?.[method]?.responses[String(status)]
    expect(foreseen).toBeDefined()
    for (const name of Object.keys(foreseen?.headers ?? {})) expect(response.headers.get(name)).not.toBeNull()
    const type = response.headers.get('content-type')?.split(';')[0] ?? ''
    const content = foreseen?.content
    if (content) expect(schemaErrors(document, content[type]?.schema ?? { unforeseen: type }, body)).toEqual([])
  }
  const requests = '/api/onboarding-requests'
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(env.url + requests, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  it('is described as OpenAPI 3.1 under the public address', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: env.url }] })
    expect(document).toEqual(JSON.parse(JSON.stringify(openApi(rules, env.url))))
  })

  it('conforms when a request is taken in', async () => {
    await expectForeseen(await post(aRequest('Fabrikam GmbH')), requests, 'post', 202)
  })

  it.each<[number, unknown, Record<string, string>]>([
    [400, '{', {}],
    [400, {}, {}],
    [400, { company: { name: 'x', secret: 1 }, attributes: [] }, {}],
    [400, {}, { 'idempotency-key': 'ä b' }],
    [413, 'x'.repeat(40_000), {}],
    [415, {}, { 'content-type': 'text/plain' }],
  ])('conforms when it refuses with %i', async (status, body, headers) => {
    await expectForeseen(await post(body, headers), requests, 'post', status)
  })

  it('conforms when a key is used again for another request', async () => {
    await post(aRequest('Fabrikam GmbH'), { 'idempotency-key': 'one' })
    await expectForeseen(await post(aRequest('Contoso AG'), { 'idempotency-key': 'one' }), requests, 'post', 422)
  })

  it('conforms when there are too many requests', async () => {
    const one = (name: string) => ({
      ...aRequest(name),
      requestor: { ...aRequest(name).requestor, email: 'a@b.example' },
    })
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => post(one(`Company ${at}`))))
    const limited = answers.find(({ status }) => status === 429)
    expect(limited).toBeDefined()
    if (limited) await expectForeseen(limited, requests, 'post', 429)
  })

  it('conforms when it tells a status, sends a browser on, or knows nothing', async () => {
    const path = '/api/onboarding-requests/{requestId}'
    const { statusUrl } = await submit(env, aRequest('Tailspin Toys'))
    await expectForeseen(await fetch(statusUrl), path, 'get', 200)
    await runJobs(env, 'PullChannelRequests')
    await expectForeseen(await fetch(statusUrl), path, 'get', 200)
    const browser = { headers: { accept: 'text/html' }, redirect: 'manual' as const }
    await expectForeseen(await fetch(statusUrl, browser), path, 'get', 303)
    await expectForeseen(await fetch(`${statusUrl}x`), path, 'get', 404)
  })

  it('conforms when asked for its health', async () => {
    await expectForeseen(await fetch(`${env.url}/api/health`), '/api/health', 'get', 200)
  })
})

describe('the schema of a request', () => {
  const schema = onboardingRequestSchema(rules)
  const refusedBy = (body: unknown) => ({
    schema: schemaErrors({}, schema, body).length > 0,
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
    expect(schemaErrors({}, declared, changed('attributes', { size: 'L' }))).toEqual([])
    expect(schemaErrors({}, declared, changed('attributes', { colour: 'red' }))).toEqual([
      '/attributes: has the member colour',
    ])
  })
})

describe('the check of values against schemas', () => {
  it('refuses a keyword, a format or a reference it does not know', () => {
    expect(() => schemaErrors({}, { multipleOf: 2 }, 1)).toThrow('multipleOf')
    expect(() => schemaErrors({}, { format: 'regex' }, 'x')).toThrow('regex')
    expect(() => schemaErrors({}, { $ref: '#/nowhere' }, 1)).toThrow('points nowhere')
  })
})
