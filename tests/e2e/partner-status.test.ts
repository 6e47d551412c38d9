// Staff suspend a partner, resume it and end it: its users sign in no more, or again, once job 1010 told; each act asks for a
// reason and stands in the audit trail, and nothing takes an end back.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { mailsTo, quiet, runJobs } from '../support/people.ts'
import { createStaffDesk, type StaffDesk } from '../support/staff-desk.ts'

let env: Environment
let desk: StaffDesk
const siteKey = 'the-key-of-the-shop-of-partners-0123456789'
beforeAll(async () => {
  env = await startEnvironment({ SITE_KEYS: JSON.stringify({ default: [siteKey] }) })
  desk = createStaffDesk(env)
})
afterAll(() => env.close())

const told = async (): Promise<void> => {
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
}
const asked = async <T>(path: string): Promise<T> =>
  (await (await fetch(env.url + path, { headers: { 'x-site-key': siteKey } })).json()) as T
const headOf = (id: string) => asked<Record<string, unknown>>(`/api/customer-hierarchies/${id}`)
/** What sites are told of whoever has the address. */
const onSite = async (email: string) =>
  (await asked<{ user: Record<string, unknown> & { organization: object } }>(`/api/channel/users?email=${email}`)).user
const changesOf = async (id: string) =>
  (await asked<{ items: { type: string; id: string; status: string }[] }>('/api/channel/changes?pageSize=100')).items
    .filter((change) => change.type === 'organization' && change.id === id)
    .map(({ status }) => status)

test('a partner is suspended with a reason, resumed, and ended for good', async () => {
  const { pageOf, partner, press } = desk
  const { id, email, adminId } = await partner('Suspended Works')
  const { length: mails } = mailsTo(env, email)
  expect(await pageOf(id)).toContain(`/customer-hierarchies/${id}/partner/suspend`)
  expect(await pageOf(id)).not.toContain('/partner/resume')

  const silent = await press(id, '/partner/suspend', { reason: ' ' })
  expect([silent.status, silent.text]).toEqual([400, expect.stringContaining('Say why')])
  expect((await press(id, '/partner/suspend', { reason: 'Unpaid invoices' })).status).toBe(303)
  expect(await headOf(id)).toMatchObject({ status: 'Suspended', statusReason: 'Unpaid invoices' })
  expect(await pageOf(id)).toContain('Unpaid invoices')
  await told()
  expect(await onSite(email)).toMatchObject({
    userId: adminId,
    status: 'Active',
    organization: { status: 'Suspended' },
  })
  expect(await changesOf(id)).toEqual(['Active', 'Suspended'])

  // Nobody can do now what needs an active partner; the same form once more changes nothing.
  expect((await fetch(desk.pathOf(id, '/partner/suspend'))).status).toBe(404)
  expect((await press(id, '/partner/resume', { reason: 'Paid' })).status).toBe(303)
  await told()
  expect(await onSite(email)).toMatchObject({ status: 'Active', organization: { status: 'Active' } })

  expect((await press(id, '/partner/end', { reason: 'Closed down' })).status).toBe(303)
  await told()
  expect(await onSite(email)).toMatchObject({ organization: { status: 'Ended' } })
  for (const action of ['suspend', 'resume', 'end'])
    expect((await fetch(desk.pathOf(id, `/partner/${action}`))).status).toBe(404)
  expect(await pageOf(id)).not.toContain('/partner/')
  const more = await press(id, '/add-user', { lastName: 'Kaya', email: 'eda@suspended.example', role: 'User' })
  expect(more.status).toBe(409)
  expect(mailsTo(env, email)).toHaveLength(mails)

  const { items } = await asked<{ items: Record<string, unknown>[] }>(`/api/audit?kind=hierarchy&id=${id}`)
  expect(
    items.filter(({ outcome }) => outcome === 'done').map(({ act, why, before, after }) => [act, why, before, after]),
  ).toEqual(
    expect.arrayContaining([
      ['suspend-partner', 'Unpaid invoices', { status: 'Active' }, { status: 'Suspended' }],
      ['resume-partner', 'Paid', { status: 'Suspended' }, { status: 'Active' }],
      ['end-partner', 'Closed down', { status: 'Active' }, { status: 'Ended' }],
    ]),
  )
  const list = await asked<{ items: { organizationId: string; number: string }[] }>('/api/partners?status=Ended')
  expect(list.items).toMatchObject([{ organizationId: id }])
  expect((await asked<{ items: object[] }>('/api/partners?status=Active')).items).toEqual([])

  // What is counted is right before it is added up, and after.
  for (let time = 0; time < 2; time += 1) {
    const page = await (await fetch(`${env.url}/headquarters/partners?country=DE`)).text()
    for (const [status, count] of [
      ['Active', 0],
      ['Ended', 1],
    ])
      expect(page).toMatch(new RegExp(`>${status} <span class="count">${count}</span>`))
    await runJobs(env, 'KeepLists')
  }

  for (const [path, what] of [
    ['prospects?status=Approved', 'Suspended Works,Ada Roth,DE,Approved'],
    ['prospects?search=Suspended%20Works', 'Suspended Works,Ada Roth,DE,Approved'],
    ['partners?status=Ended', 'Suspended Works,Ended,DE,,,1,1'],
    ['partners?country=DE&channel=default&sort=name', 'Suspended Works,Ended,DE,,,1,1'],
    ['partners?sort=changed', 'Suspended Works,Ended,DE,,,1,1'],
    ['users?role=Admin&sort=changed', `Ada Roth,${email},Admin,Active`],
    [`users?partner=${String(list.items[0]?.number)}&sort=name`, `Ada Roth,${email},Admin,Active`],
    ['users', `Ada Roth,${email},Admin,Active`],
  ] as const) {
    expect(await (await fetch(`${env.url}/headquarters/${path}`)).text()).toContain('format=csv')
    const file = await fetch(`${env.url}/headquarters/${path}${path.includes('?') ? '&' : '?'}format=csv`)
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${path.split('?')[0]}.csv"`)
    expect(await file.text()).toContain(what)
  }
})

test('a form of before somebody else changed the partner does nothing, and the same form twice does it once', async () => {
  const { partner, pathOf, press } = desk
  const { id } = await partner('Twice Works')
  const before = await press(id, '/partner/end', { reason: '' })
  expect(before.status).toBe(400)
  const send = (action: string, etag: string) =>
    fetch(pathOf(id, `/partner/${action}`), {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ etag, reason: 'Twice' }),
    })
  const etag = before.form.get('etag') ?? ''
  expect([(await send('suspend', etag)).status, (await send('suspend', etag)).status]).toEqual([303, 303])
  const late = await send('end', etag)
  expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('Somebody else changed this partner')])
  expect(await headOf(id)).toMatchObject({ status: 'Suspended' })
})

test('staff choose another number of users for a partner, which headquarters, its Admins and the site go by', async () => {
  const { pageOf, partner, press } = desk
  const { id } = await partner('Small Works')
  const choose = (maxUsers: string) => press(id, '/edit', { follows: 'yes', maxUsers })
  const add = (email: string) => press(id, '/add-user', { lastName: 'Kaya', email, role: 'User' })
  expect(await pageOf(id)).toContain('<dd>50 <span class="note">(as for every partner)</span></dd>')

  const wrong = await choose('many')
  expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('Type a whole number')])
  expect((await choose('1')).status).toBe(303)
  expect(await headOf(id)).toMatchObject({ maxUsers: 1 })
  expect(await pageOf(id)).toContain('<dd>1</dd>')
  expect(await pageOf(id)).toContain('Not everything was told yet')
  const more = await add('eda@small.example')
  expect([more.status, more.text]).toEqual([409, expect.stringContaining('Nothing was done')])
  await told()
  expect(await pageOf(id)).toContain('Everything was told.')

  expect((await choose('')).status).toBe(303)
  expect(await headOf(id)).not.toHaveProperty('maxUsers')
  expect((await add('eda@small.example')).status).toBe(303)
  const { items } = await asked<{ items: Record<string, unknown>[] }>(`/api/audit?kind=hierarchy&id=${id}`)
  expect(
    items
      .filter(({ act }) => act === 'edit-hierarchy')
      .map(({ outcome, before, after }) => [outcome, before ?? {}, after ?? {}]),
  ).toEqual(
    expect.arrayContaining([
      ['refused', {}, {}],
      ['done', {}, { maxUsers: '1' }],
      ['done', { maxUsers: '1' }, {}],
    ]),
  )
})
