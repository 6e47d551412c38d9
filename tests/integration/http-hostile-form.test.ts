// Hostile forms: whatever is typed, the form comes back as the same form, or a request is stored that reads as typed.

import { parse } from 'parse5'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { controlName } from '../../shared/channel/sign-up-form.ts'
import type { FormPath } from '../../shared/domain/onboarding-fields.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { hostileStrings, inPlace } from './http-hostile-strings.ts'
import { attributeOf, elementsOf, shapeOf } from './http-page-shape.ts'
import { aForm, pendingCount, postForm, rawHead, rowsOf, sendRaw, stampOf } from './http-support.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment({ ONBOARDING_ATTRIBUTES: 'expectedVolume' })
})
afterAll(() => env.close())

const fields = [...onboardingFields.map(({ path }) => path), 'attributes.expectedVolume']
const tooLong = 'x'.repeat(2000)

describe('every field of the form', () => {
  it.each(fields.map((path, place) => ({ path, place })))(
    '$path never changes what the page consists of',
    async (field) => {
      const { path, place } = field
      const refused = await (await postForm(env, '/sign-up', aForm('Form GmbH', { [path]: tooLong }))).text()
      const shape = shapeOf(refused)
      expect(shape.length).toBeGreaterThan(50)
      for (const typed of inPlace(hostileStrings, place)) {
        const response = await postForm(env, '/sign-up', aForm('Form GmbH', { [path]: typed }))
        const markup = await response.text()
        expect([303, 400], `${response.status} for ${typed.slice(0, 60)}`).toContain(response.status)
        if (response.status === 303) {
          expect(response.headers.get('location')).toMatch(
            /^\/sign-up\/confirmation\?request=[0-9a-f-]{36}&token=[\w-]{43}&language=[A-Za-z-]+$/,
          )
          expect(markup).toBe('')
        } else expect({ typed, shape: shapeOf(markup) }).toEqual({ typed, shape })
      }
    },
  )

  it('comes back as it was typed', async () => {
    const names = fields.filter(
      (path) => !['company.address.country', 'language', 'channel', 'comments'].includes(path),
    )
    const typed = `"><b>'&amp; ${tooLong}`
    const all = Object.fromEntries(names.map((path) => [path, typed]))
    const markup = await (await postForm(env, '/sign-up', aForm('x', all))).text()
    const elements = elementsOf(parse(markup))
    for (const path of names) {
      const control = elements.find((element) => attributeOf(element, 'name') === controlName(path as FormPath))
      expect({ path, value: attributeOf(control, 'value') }).toEqual({ path, value: typed })
    }
  })
})

describe('the body of a form', () => {
  const bodies: [string, string][] = [
    ['nothing', ''],
    ['separators only', '&&&=&=&'],
    ['percent signs that encode nothing', 'company.name=%&requestor.firstName=%zz&comments=%u0041'],
    ['names of JavaScript', '__proto__=1&__proto__.polluted=1&constructor.prototype.polluted=1&toString=1'],
    ['lists and objects as other servers read them', 'company[name]=x&company.name[]=x&company.name.more=x'],
    [
      'fields that nobody asked for',
      'isAdmin=true&status=Approved&requestId=x&attributes.other=1&company.address=x&company=x',
    ],
    ['very many fields', Array.from({ length: 9000 }, (_, at) => `f${at}=1`).join('&')],
    ['one field very often', 'company.name=x&'.repeat(6000)],
    ['a byte order mark', '\ufeffcompany.name=x'],
  ]
  it('of another encoding is refused, and nothing of it is stored with its letters lost', async () => {
    const before = await rowsOf(env, 'Channel')
    const body = new URLSearchParams({ ...aForm('Fabrikam'), ...(await stampOf(env)) }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: env.url }
    for (const name of ['Ad%E4', '%ff%fe', '%c0%af']) {
      const sent = body.replace('requestor.firstName=Ada', `requestor.firstName=${name}`)
      const response = await fetch(`${env.url}/sign-up`, { method: 'POST', headers, body: sent, redirect: 'manual' })
      expect([name, response.status]).toEqual([name, 400])
    }
    expect(await rowsOf(env, 'Channel')).toEqual(before)
  })

  it.each(bodies)('with %s is answered with the form and stores nothing', async (_, body) => {
    const before = await rowsOf(env, 'Channel')
    const response = await fetch(`${env.url}/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
    const markup = await response.text()
    expect(response.status).toBe(400)
    expect(markup).toContain('<form method="post" action="/sign-up?language=en"')
    expect(await rowsOf(env, 'Channel')).toEqual(before)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('of raw bytes that are not UTF-8 is refused with a page', async () => {
    const body = Buffer.from('company.name=\xff\xfe', 'latin1')
    const head = rawHead('POST', '/sign-up', [
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
    ])
    const { status, text } = await sendRaw(env, Buffer.concat([Buffer.from(head), body]))
    expect(status).toBe(400)
    expect(text).toContain('<!doctype html>')
  })

  it('cannot set what the form does not ask', async () => {
    const before = await pendingCount(env)
    const more = { 'attributes.other': '1', status: 'Approved', 'company.owner': 'x', requestId: 'x', __proto__: 'x' }
    const response = await postForm(env, '/sign-up', aForm('Only the form GmbH', more))
    expect(response.status).toBe(303)
    expect(await pendingCount(env)).toBe(before + 1)
    const row = (await rowsOf(env, 'Channel')).find((line) => line.includes('Only the form GmbH')) ?? ''
    expect(row).not.toMatch(/"other"|"owner"|Approved/)
  })
})
