// What staff paste about a user or a customer is stored as they meant it; letters that were lost come back and are stored nowhere.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { settled } from '../integration/http-support.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { inLatin1, meantTexts, pastedTexts, strayMarks } from '../support/pasted.ts'
import { createStaffDesk, type StaffDesk } from '../support/staff-desk.ts'

let env: Environment
let desk: StaffDesk
beforeAll(async () => {
  env = await startEnvironment()
  desk = createStaffDesk(env)
})
afterAll(() => env.close())

const expectNoMarks = async () => expect((await settled(env)).filter((row) => strayMarks.test(row))).toEqual([])

const headers = () => ({ origin: env.url, 'content-type': 'application/x-www-form-urlencoded' })

/** Opens a page of a customer and sends its form with what is typed. */
const edit = async (customerId: string, typed: Record<string, string>) => {
  const path = `${env.url}/headquarters/customers/${customerId}/edit`
  const [, etag = ''] = /name="etag" value="([^"]*)"/.exec(await (await fetch(path)).text()) ?? []
  const body = new URLSearchParams({ ...typed, etag: etag.replaceAll('&quot;', '"').replaceAll('&#39;', "'") })
  const answer = await fetch(path, { method: 'POST', redirect: 'manual', headers: headers(), body })
  await env.host.idle()
  return { status: answer.status, text: await answer.text() }
}

test('a user whose details staff paste is the one that was meant, and is found by a pasted address', async () => {
  const { id, adminId } = await desk.partner('Pasted Works')
  for (const name of Object.keys(meantTexts)) {
    const before = await settled(env)
    const lost = await desk.press(id, '/add-user', { ...meantTexts, role: 'User', [name]: `${meantTexts[name]}\ufffd` })
    expect([name, lost.status, lost.text]).toEqual([name, 400, expect.stringContaining(`id="field-${name}-error"`)])
    const body = `${lost.form}&${new URLSearchParams({ ...meantTexts, role: 'User', [name]: '' })}`
    const foreign = body.replace(`${name}=&`, `${name}=${inLatin1}&`).replace(new RegExp(`${name}=$`), `$&${inLatin1}`)
    const answer = await fetch(desk.pathOf(id, '/add-user'), { method: 'POST', headers: headers(), body: foreign })
    expect([name, answer.status]).toEqual([name, 400])
    expect((await settled(env)).filter((row) => !row.includes('audit'))).toEqual(
      before.filter((row) => !row.includes('audit')),
    )
  }
  expect((await desk.press(id, '/add-user', { ...pastedTexts, role: 'User' })).status).toBe(303)
  const added = (await desk.membersOf(id)).find(({ customerId }) => customerId !== adminId)
  expect(added?.name).toBe('Deniz Su Kaya\u2011Roth')
  const person = (await (await fetch(`${env.url}/api/customers/${added?.customerId}`)).json()) as object
  expect(person).toMatchObject(meantTexts)
  expect(await desk.pageOf(id, `/add-user?person=${encodeURIComponent(pastedTexts['email'] ?? '')}`)).toContain(
    'Link this person',
  )

  const disable = (note: string) => desk.press(id, `/users/${added?.customerId}/disable`, { reason: 'other', note })
  expect((await disable('See\ufffd')).status).toBe(400)
  expect((await disable('\u2067On\u00a0leave\u2069')).status).toBe(303)
  expect((await desk.membersOf(id)).find(({ customerId }) => customerId === added?.customerId)).toMatchObject({
    status: 'Disabled',
    note: 'On leave',
  })
  await expectNoMarks()
})

test('a customer that staff edit keeps what was meant, and nothing changes where that is there already', async () => {
  const { id, adminId } = await desk.partner('Edited Works')
  const organization = await edit(id, {
    name: '\u200eEdited\u00a0Works\u200b',
    website: '\u200bwww.edited.example',
    phone: '＋４９\u00a030\u20117',
  })
  expect(organization.status).toBe(303)
  const stored = (await (await fetch(`${env.url}/api/customers/${id}`)).json()) as object
  expect(stored).toMatchObject({ name: 'Edited Works', website: 'https://www.edited.example', phone: '+49 30-7' })
  const before = await settled(env)
  expect((await edit(id, { name: 'Edited\u200b\u00a0Works' })).status).toBe(303)
  const business = (rows: readonly string[]) => rows.filter((row) => /"number":"[CH]-/.test(row))
  expect(business(await settled(env))).toEqual(business(before))
  const lost = await edit(adminId, { firstName: 'Ad\ufffd' })
  expect([lost.status, lost.text]).toEqual([400, expect.stringContaining('Ad\ufffd')])
  await expectNoMarks()
})
