// Staff change the users of a partner on the pages of headquarters: each act asks once more, is judged by what is true, and
// stands in the audit trail with before and after.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { mailsTo, quiet, runJobs, salesUser } from '../support/people.ts'
import { createStaffDesk, type StaffDesk } from '../support/staff-desk.ts'

let env: Environment
let desk: StaffDesk
beforeAll(async () => {
  env = await startEnvironment()
  desk = createStaffDesk(env)
})
afterAll(() => env.close())

test('staff add a user, change its role and access, and the last Admin stays', async () => {
  const { membersOf, pageOf, partner, press } = desk
  const { id, adminId } = await partner('Staffed Works')
  const wrong = await press(id, '/add-user', { firstName: 'Eda', email: 'eda@' })
  expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('id="field-lastName-error"')])
  const typed = { firstName: 'Eda', lastName: 'Kaya', email: 'eda@staffed.example', language: 'tr', role: 'User' }
  expect((await press(id, '/add-user', typed)).status).toBe(303)
  const eda = (await membersOf(id)).find(({ name }) => name === 'Eda Kaya')
  const act = (userId: string, action: string, more = {}) => press(id, `/users/${userId}/${action}`, more)
  const edaId = eda?.customerId ?? ''
  expect(eda).toMatchObject({ role: 'User' })
  expect(await pageOf(id)).toContain('The site is not told yet')
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
  expect(await pageOf(id)).toContain('Everything was told.')

  const last = await act(adminId, 'make-user')
  expect([last.status, last.text]).toEqual([409, expect.stringContaining('It is the last active Admin')])
  expect((await act(adminId, 'hand-over', { to: edaId })).status).toBe(303)
  expect(await membersOf(id)).toMatchObject([
    { customerId: adminId, role: 'User' },
    { customerId: edaId, role: 'Admin' },
  ])
  expect((await act(adminId, 'disable', { reason: 'nonsense' })).status).toBe(400)
  expect((await act(adminId, 'disable', { reason: 'on-leave', note: 'Until May' })).status).toBe(303)
  expect((await membersOf(id))[0]).toMatchObject({ status: 'Disabled', reason: 'on-leave', note: 'Until May' })
  expect((await act(adminId, 'enable')).status).toBe(303)
  expect((await act(adminId, 'remove')).status).toBe(303)
  expect((await membersOf(id))[0]).toMatchObject({ status: 'Removed' })

  const audit = (await (await fetch(`${env.url}/api/audit?kind=hierarchy&id=${id}`)).json()) as { items: object[] }
  const ada = { user: 'Ada Roth', userId: adminId }
  expect(audit.items).toMatchObject([
    {
      act: 'remove-user',
      outcome: 'done',
      before: { ...ada, role: 'User', status: 'Active' },
      after: { ...ada, status: 'Removed' },
    },
    { act: 'enable-user', outcome: 'done', before: { ...ada, status: 'Disabled' }, after: { status: 'Active' } },
    { act: 'disable-user', outcome: 'done', before: { ...ada, status: 'Active' }, after: { status: 'Disabled' } },
    { act: 'disable-user', outcome: 'refused' },
    {
      act: 'hand-over-partner',
      outcome: 'done',
      before: { ...ada, role: 'Admin' },
      after: { ...ada, role: 'User', to: 'Eda Kaya', toId: edaId },
    },
    { act: 'change-user-role', outcome: 'refused' },
    { act: 'add-user', outcome: 'done', after: { userId: edaId, email: 'eda@staffed.example', role: 'User' } },
    { act: 'add-user', outcome: 'refused' },
  ])
  const shown = await pageOf(id)
  for (const line of ['Removed a user', 'Handed the partner over', 'Channel told of the partner: active'])
    expect(shown).toContain(line)
  const ofEda = await (await fetch(`${env.url}/headquarters/customers/${edaId}`)).text()
  expect(ofEda).toMatch(/User C-\d+ given another role \(Admin\)/)
})

test('a form of before somebody else’s change does nothing, and the same form twice does it once', async () => {
  const { membersOf, partner, pathOf, press } = desk
  const { id, adminId } = await partner('Hasty Works')
  const add = { lastName: 'Two', email: 'two@hasty.example', role: 'Admin' }
  const { form } = await press(id, '/add-user', add)
  const again = await fetch(pathOf(id, '/add-user'), {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams([...form, ...Object.entries(add)]),
  })
  expect(again.status).toBe(303)
  expect(await membersOf(id)).toHaveLength(2)
  const late = await fetch(pathOf(id, `/users/${adminId}/remove`), {
    method: 'POST',
    headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ etag: form.get('etag') ?? '' }),
  })
  expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('Somebody else changed this partner')])
  const foreign = await fetch(pathOf(id, `/users/${adminId}/remove`), {
    method: 'POST',
    headers: { origin: 'https://else.example', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'etag=x',
  })
  expect(foreign.status).toBe(403)
})

test('a user whom staff remove is taken back before the site was told, as the same person in a new membership', async () => {
  const { membersOf, partner, press } = desk
  const { id } = await partner('Regretted Works')
  const eda = { lastName: 'Kaya', email: 'eda@regretted.example', role: 'User' }
  await press(id, '/add-user', eda)
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
  const kept = async () => (await membersOf(id)).filter(({ name }) => name === 'Kaya')
  const [before] = await kept()
  expect((await press(id, `/users/${before?.customerId}/remove`)).status).toBe(303)
  // The address is free for others once the site was told, and for nobody new before.
  const taken = await press(id, '/add-user', eda)
  expect([taken.status, taken.text]).toEqual([409, expect.stringContaining('that of another person')])
  expect((await press(id, '/add-user', { role: 'Admin' }, `?person=${before?.customerId}`)).status).toBe(303)
  const [after, ...more] = (await kept()).filter(({ status }) => status !== 'Refused')
  expect([after, more]).toMatchObject([{ customerId: before?.customerId, role: 'Admin' }, []])
  expect(after).not.toHaveProperty('status')
  expect(Date.parse(after?.addedAt ?? '')).toBeGreaterThan(Date.parse(before?.addedAt ?? ''))
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
  const { items } = (await (await fetch(`${env.url}/api/users?search=${eda.email}`)).json()) as { items: object[] }
  expect(items).toMatchObject([{ userId: before?.customerId, role: 'Admin', status: 'Active' }])
  // Nobody is told that they left who has not by now.
  expect(mailsTo(env, eda.email)).toHaveLength(2)
})

test('an address that is somebody’s elsewhere is told with whose it is, and that person is linked', async () => {
  const { membersOf, pageOf, partner, pathOf, press } = desk
  const [first, second] = [await partner('Linked One'), await partner('Linked Two')]
  const taken = await press(second.id, '/add-user', { lastName: 'Roth', email: first.email, role: 'User' })
  expect([taken.status, taken.text]).toEqual([409, expect.stringContaining('that of another person')])
  expect(await pageOf(second.id)).toContain(`?person=${first.adminId}"`)
  expect(await pageOf(second.id, `/add-user?person=${first.email}`)).toContain('Link this person')
  expect((await press(second.id, '/add-user', { role: 'User' }, `?person=${first.adminId}`)).status).toBe(303)
  expect(await membersOf(second.id)).toContainEqual(
    expect.objectContaining({ customerId: first.adminId, role: 'User', name: 'Ada Roth' }),
  )
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
  const found = (await (await fetch(`${env.url}/api/users?search=${first.email}`)).json()) as { items: object[] }
  expect(found.items).toHaveLength(2)
  const nobody = await fetch(pathOf(second.id, '/add-user?person=nobody@else.example'), { redirect: 'manual' })
  expect(nobody.headers.get('location')).toContain('done=nobody-found')
})

test('a form names nobody but persons here and contacts of the account', async () => {
  const { membersOf, partner, press } = desk
  const { id } = await partner('Named Works')
  const foreign = randomUUID()
  const seller = await salesUser(env)
  await seller.call('POST', 'contacts', {
    contactid: foreign,
    lastname: 'Elsewhere',
    emailaddress1: 'e@elsewhere.example',
  })
  const before = await membersOf(id)
  for (const userId of [foreign, id, randomUUID()]) {
    const typed = { userId, lastName: 'Moe', email: 'moe@named.example', role: 'Admin' }
    expect((await press(id, '/add-user', typed)).status).toBe(400)
  }
  expect(await membersOf(id)).toEqual(before)
  const [kept] = await seller.rows(`contacts?$select=lastname,emailaddress1&$filter=contactid eq ${foreign}`)
  expect(kept).toMatchObject({ lastname: 'Elsewhere', emailaddress1: 'e@elsewhere.example' })
})

test('a contact that a seller made is no user until staff add it', async () => {
  const { membersOf, pageOf, partner, press } = desk
  const { id } = await partner('Contacted Works')
  const contactid = randomUUID()
  const seller = await salesUser(env)
  await seller.call('POST', 'contacts', {
    contactid,
    firstname: 'Kai',
    lastname: 'Berg',
    emailaddress1: 'kai@contacted.example',
    'parentcustomerid_account@odata.bind': `/accounts(${id})`,
  })
  const shown = await pageOf(id, '/contacts')
  expect(shown).toContain('Kai Berg')
  expect(shown).not.toContain('Ada Roth')
  expect(await pageOf(id, `/add-user?contact=${contactid}`)).toContain('value="kai@contacted.example"')
  const typed = { firstName: 'Kai', lastName: 'Berg', email: 'kai@contacted.example', role: 'User' }
  expect((await press(id, '/add-user', typed, `?contact=${contactid}`)).status).toBe(303)
  await quiet(env)
  expect(await membersOf(id)).toContainEqual(expect.objectContaining({ customerId: contactid, name: 'Kai Berg' }))
  const mine = await seller.rows(`contacts?$select=contactid&$filter=_parentcustomerid_value eq ${id}`)
  expect(mine).toHaveLength(2)
  expect(await pageOf(id, '/contacts')).toContain('Every contact of the account is a user.')
})
