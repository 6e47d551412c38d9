// What Admins paste into the forms of their users is stored as they meant it; what cannot be read comes back, and is stored nowhere.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChannelUsers } from '../../shared/channel/store/users.ts'
import { createSignInStore } from '../../shared/headquarters/store/sign-ins.ts'
import { siteTexts } from '../../shared/languages/site-by-language.ts'
import { adaId, anOrganization, aUser, organizationId } from '../support/account-samples.ts'
import { type AccountVisitor, createAccountVisitor, formOf, mailsTo } from '../support/account-visitor.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { inLatin1, meantTexts, pasted, pastedTexts, strayMarks } from '../support/pasted.ts'
import { tableToWrite } from '../support/tables.ts'
import { expectPage, settled } from './http-support.ts'

const ada = 'ada@fabrikam.example'
const boId = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb'
const bo = { userId: boId, firstName: 'Bo', lastName: 'Li', email: 'bo@fabrikam.example', phone: '+49 30 7' }
const editBo = `/account/users/${boId}/edit`
let env: Environment
let admin: AccountVisitor

beforeAll(async () => {
  env = await startEnvironment({ PARTNER_PAGES: 'true' })
  const connection = env.settings['AzureWebJobsStorage'] ?? ''
  const users = createChannelUsers(tableToWrite(connection, 'Channel'))
  const told = [aUser({ language: 'en' }), aUser({ ...bo, role: 'User', language: 'en' })]
  await users.tell(await users.whole(organizationId), anOrganization(), told)
  const signIns = createSignInStore(tableToWrite(connection, 'Headquarters'))
  for (const { email, userId } of told) await signIns.claim(email, userId, [organizationId])
  admin = createAccountVisitor(env)
  await admin.signIn(ada)
})
afterAll(() => env?.close())

const expectNoMarks = async () =>
  expect((await settled(env)).filter((row) => strayMarks.test(row) || /\\u(?:200|202|206|fff|fef)/i.test(row))).toEqual(
    [],
  )

/** Sends a form in which one field is in another encoding. */
const sendInLatin1 = async (path: string, action: RegExp, field: string): Promise<Response> => {
  const { to, fields } = formOf((await admin.get(path)).text, action)
  const body = new URLSearchParams({ ...fields, ...meantTexts, [field]: 'LATIN' }).toString()
  return fetch(env.url + to, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: [...admin.cookies].map((pair) => pair.join('=')).join('; '),
      'content-type': 'application/x-www-form-urlencoded',
      'accept-language': 'en',
      origin: env.url,
    },
    body: body.replace('LATIN', inLatin1),
  })
}

describe.each([
  ['add', '/account/new-user', /new-user/],
  ['edit', editBo, /edit/],
] as const)('to %s a user, a form', (_, path, action) => {
  it.each(Object.keys(pasted))('that has lost letters in %s comes back with what was typed', async (name) => {
    const before = await settled(env)
    const typed = `${meantTexts[name]}\ufffd`
    const { response } = await admin.fillIn(path, action, { ...meantTexts, [name]: typed })
    const markup = await expectPage(response, 400)
    expect(markup).toContain(`value="${typed}"`)
    expect(markup).toContain(`id="${name}-error"`)
    expect(await settled(env)).toEqual(before)
  })

  it.each(Object.keys(pasted))('in another encoding is not taken (%s)', async (name) => {
    const before = await settled(env)
    const markup = await expectPage(await sendInLatin1(path, action, name), 400)
    expect(markup).toContain(siteTexts.en.refusedForm.unreadable)
    expect(await settled(env)).toEqual(before)
  })
})

describe('an Admin', () => {
  it('who pastes a new user adds the one that was meant', async () => {
    const { status, text } = await admin.fillIn('/account/new-user', /new-user/, { ...pastedTexts, role: 'User' })
    expect([status, text]).toEqual([303, ''])
    const rows = await settled(env)
    const asked = rows.filter((row) => row.includes('"deniz@fabrikam.example"'))
    for (const [name, meant] of Object.entries(meantTexts))
      expect(asked.some((row) => row.includes(`"${name}":${JSON.stringify(meant)}`))).toBe(true)
    await expectNoMarks()
  })

  it('who pastes a user who is there is told so', async () => {
    const { response } = await admin.fillIn('/account/new-user', /new-user/, {
      lastName: 'Li',
      email: '\u200bＢＯ@fabrikam.example\u200b',
    })
    expect(await expectPage(response, 409)).toContain('Your organization has a user')
  })

  it('who pastes what is there already changes nothing, and is not asked for another address', async () => {
    const before = await settled(env)
    const same = {
      firstName: 'Bo\u200b',
      email: 'Bo Li <bo@fabrikam.example>',
      phone: '\u202d+49\u00a030\u00a07\u202c',
    }
    const { status, location } = await admin.fillIn(editBo, /edit/, same)
    expect([status, location]).toEqual([303, '/account/users?language=en'])
    expect(await settled(env)).toEqual(before)
  })

  it('is asked about the address that will sign in, as it will be stored', async () => {
    const asked = await admin.fillIn(editBo, /edit/, { ...pastedTexts, email: '\u200bbo.li＠fabrikam.example' })
    const markup = await expectPage(asked.response)
    expect(markup).toContain('<bdi>bo@fabrikam.example</bdi> → <bdi>bo.li@fabrikam.example</bdi>')
    const { to, fields } = formOf(asked.text, /edit/)
    expect((await admin.post(to, fields)).status).toBe(303)
    await expectNoMarks()
  })

  it('who disables somebody says why as it is read', async () => {
    const path = `/account/users/${adaId}/disable`
    const lost = await admin.fillIn(path, /disable/, { reason: 'other', note: 'See\ufffd' })
    expect(await expectPage(lost.response, 400)).toContain('id="note-error"')
    await expectNoMarks()
  })
})

it('a pasted address signs in', async () => {
  const visitor = createAccountVisitor(env)
  const before = (await mailsTo(env, ada)).length
  const { status } = await visitor.post('/account/sign-in', { email: '\u2068Ada Roth <ada＠fabrikam.example>\u2069' })
  expect(status).toBe(303)
  await expect.poll(async () => (await mailsTo(env, ada)).length, { timeout: 20_000 }).toBe(before + 1)
  const lost = await visitor.post('/account/sign-in', { email: 'ada\ufffd@fabrikam.example' })
  expect(await expectPage(lost.response, 400)).toContain('value="ada\ufffd@fabrikam.example"')
})
