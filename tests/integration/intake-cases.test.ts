// Requests that fell short when they were tried, each with what is right: from what was sent to the prospect that staff see.

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memberAt } from '../../shared/domain/field.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { type Body, bodyWith } from '../support/intake-samples.ts'
import { aRequest, bringToSales, postRequest, salesUser } from '../support/people.ts'
import { settled } from './http-support.ts'

type Case = {
  readonly what: string
  readonly change: Readonly<Record<string, unknown>>
  /** Members of the prospect. */
  readonly stored?: Readonly<Record<string, string>>
  /** The person's name in the list. */
  readonly shown?: string
  readonly refused?: { readonly path: string; readonly code: string }
}

const place = new URL('../fixtures/intake-cases.json', import.meta.url)
const cases = JSON.parse(readFileSync(place, 'utf8')) as readonly Case[]

let env: Environment
beforeAll(async () => {
  env = await startEnvironment()
})
afterAll(() => env.close())

const bodyOf = ({ what, change }: Case): Body =>
  Object.entries(change).reduce<Body>(
    (body, [path, value]) => bodyWith(path, value ?? undefined, body),
    aRequest(what, { attributes: {} }),
  )

type Summaries = { readonly items: readonly { readonly prospectId: string; readonly requestorName: string }[] }

describe('taken in as a person would take it:', () => {
  it.each(cases.filter(({ refused }) => !refused))('$what', async (given) => {
    const response = await postRequest(env, bodyOf(given))
    expect(response.status).toBe(202)
    const { requestId } = (await response.json()) as { requestId: string }
    const prospect = await bringToSales(env, requestId)
    for (const [path, text] of Object.entries(given.stored ?? {})) expect(memberAt(prospect, path)).toBe(text)
    if (given.shown === undefined) return
    const { items } = (await (await fetch(`${env.url}/api/prospects`)).json()) as Summaries
    expect(items.find(({ prospectId }) => prospectId === requestId)?.requestorName).toBe(given.shown)
  })
})

describe('refused, and nothing of it repeated or stored:', () => {
  it.each(cases.filter(({ refused }) => refused))('$what', async (given) => {
    const before = await settled(env)
    const response = await postRequest(env, bodyOf(given))
    expect(response.status).toBe(400)
    const { errors } = (await response.json()) as { errors: { path: string }[] }
    expect(errors).toMatchObject([given.refused])
    expect(JSON.stringify(errors)).not.toMatch(/EVIL|GmbH/)
    expect(await settled(env)).toEqual(before)
  })
})

it('a number that is longer than its column in Sales is told in the note of the lead', async () => {
  const phone = '+971 50 123 4567 ext. 1234'
  const response = await postRequest(env, bodyWith('requestor.phone', phone, aRequest('Long number FZE')))
  const { requestId } = (await response.json()) as { requestId: string }
  const { timeline } = await bringToSales(env, requestId)
  const seller = await salesUser(env)
  expect(await seller.call('GET', `leads(${requestId})`)).toMatchObject({ mobilephone: null })
  const notes = await seller.call('GET', `annotations?$filter=_objectid_value eq ${requestId}`)
  expect(JSON.stringify(notes)).toContain(phone)
  expect(timeline.map(({ why }) => why)).toContain('mobilephone left out')
})
