// Change tracking and durability: nothing that was answered for is lost, and every change can be found afterwards.
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SalesFault } from '../../infra/local/sales/http/faults.ts'
import { create, type Json, leadBody, qualify, type Rig, startRig } from './sales-api-support.ts'

const clock = { at: 0 }
const fault: { next: SalesFault | undefined } = { next: undefined }
let folder: string
let rig: Rig

const start = () =>
  startRig({
    folder,
    now: () => new Date(clock.at),
    faults: ({ operation }) => {
      if (operation !== 'PATCH leads') return undefined
      const { next } = fault
      fault.next = undefined
      return next
    },
  })
const restart = async () => {
  await rig.close()
  rig = await start()
}

beforeEach(async () => {
  clock.at = Date.parse('2026-11-21T08:00:00Z')
  fault.next = undefined
  folder = mkdtempSync(join(tmpdir(), 'sales-'))
  rig = await start()
})
afterEach(async () => {
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
})

const track = (query = '$select=subject', prefer = 'odata.track-changes') =>
  rig.administrator('GET', `leads?${query}`, undefined, { Prefer: prefer })
const follow = (answer: { body: Json }, headers: Record<string, string> = {}) => {
  const link = String(answer.body['@odata.deltaLink'] ?? answer.body['@odata.nextLink'])
  return rig.administrator('GET', `leads?${link.split('?')[1]}`, undefined, headers)
}

test('a delta gives changed rows in full and deleted rows last, and nothing twice', async () => {
  const [kept, gone] = [
    await create(rig.administrator, 'leads', leadBody()),
    await create(rig.administrator, 'leads', leadBody()),
  ]
  const first = await track()
  expect(first.headers.get('preference-applied')).toBe('odata.track-changes')
  expect(first.body.value).toHaveLength(2)
  expect((await follow(first)).body.value).toEqual([])
  await rig.administrator('DELETE', `leads(${gone})`)
  await rig.administrator('PATCH', `leads(${kept})`, { subject: 'Changed' })
  const brief = await create(rig.administrator, 'leads', leadBody())
  await rig.administrator('DELETE', `leads(${brief})`)
  const delta = await follow(first)
  expect(delta.body['@odata.context']).toMatch(/#leads\(subject\)\/\$delta$/)
  expect(delta.body.value[0]).toMatchObject({ leadid: kept, subject: 'Changed' })
  expect(delta.body.value.slice(1)).toEqual(
    [gone, brief].map((id) => ({
      '@odata.context': expect.stringMatching(/\$metadata#leads\/\$deletedEntity$/),
      id,
      reason: 'deleted',
    })),
  )
  expect((await follow(delta)).body.value).toEqual([])
})

test('a change during a paged first read is in the delta', async () => {
  for (let at = 0; at < 3; at += 1) await create(rig.administrator, 'leads', leadBody())
  const paged = 'odata.maxpagesize=2,odata.track-changes'
  const first = await track('$select=subject', paged)
  expect(first.body['@odata.deltaLink']).toBeUndefined()
  const changed = String(first.body.value[0]?.['leadid'])
  await rig.administrator('PATCH', `leads(${changed})`, { subject: 'Changed meanwhile' })
  const second = await follow(first, { Prefer: paged })
  expect(second.body.value).toHaveLength(1)
  const delta = await follow(second)
  expect(delta.body.value.map((row) => row['leadid'])).toEqual([changed])
})

test('a token older than the organization keeps changes is refused as expired', async () => {
  const first = await track()
  clock.at += 7 * 86_400_000
  const inTime = await follow(first)
  expect(inTime.status).toBe(200)
  clock.at += 1000
  const late = await follow(first)
  expect([late.status, late.body.error.code]).toEqual([400, '0x80044352'])
  expect((await follow(inTime)).status).toBe(200)
})

test.each(['filter=subject eq null', 'orderby=subject', 'top=1', 'expand=Lead_Annotation'])(
  'change tracking does not go with $%s',
  async (option) => {
    const answer = await track(`$${option}`)
    expect(answer.status).toBe(400)
    expect(answer.body.error.message).toContain("isn't supported when Change Tracking is enabled.")
  },
)

test('change tracking is refused for tables it is off for', async () => {
  const answer = await rig.administrator('GET', 'systemusers', undefined, { Prefer: 'odata.track-changes' })
  expect([answer.status, answer.body.error.code]).toEqual([400, '0x80072491'])
})

test('after a restart every row, version and delta token is as before', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody({ Lead_Annotation: [{ subject: 'n' }] }))
  const gone = await create(rig.administrator, 'leads', leadBody())
  const first = await track()
  await qualify(rig.salesperson, lead)
  await rig.administrator('DELETE', `leads(${gone})`)
  const query = `leads(${lead})?$expand=Lead_Annotation,account_originating_lead,opportunity_originating_lead`
  const before = (await rig.administrator('GET', query)).body
  for (const again of [1, 2]) {
    await restart()
    const after = (await rig.administrator('GET', query)).body
    expect([again, { ...after, '@odata.context': '' }]).toEqual([again, { ...before, '@odata.context': '' }])
    const delta = await follow(first)
    expect(delta.body.value.map((row) => row['leadid'] ?? row['id'])).toEqual([lead, gone])
  }
})

test('a line of the journal that a crash cut off is left out, and everything before it stays', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody())
  await rig.close()
  const journal = readdirSync(folder).find((name) => name.includes('journal')) ?? ''
  appendFileSync(join(folder, journal), '[{"table":"lead","id":"half')
  rig = await start()
  expect((await rig.administrator('GET', `leads(${lead})`)).status).toBe(200)
  await create(rig.administrator, 'leads', leadBody())
  await restart()
  expect((await rig.administrator('GET', 'leads/$count')).text).toBe('2')
})

test('a lost request has no effect, a lost reply has its effect, and both end the connection', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody())
  const patch = (subject: string) => rig.administrator('PATCH', `leads(${lead})`, { subject })
  const subject = async () => (await rig.administrator('GET', `leads(${lead})`)).body['subject']
  fault.next = { lose: 'request' }
  await expect(patch('One')).rejects.toThrow('fetch failed')
  expect(await subject()).toBe(leadBody().subject)
  fault.next = { lose: 'reply' }
  await expect(patch('Two')).rejects.toThrow('fetch failed')
  expect(await subject()).toBe('Two')
  fault.next = { status: 503, retryAfterSeconds: 9 }
  const refused = await patch('Three')
  expect([refused.status, refused.headers.get('retry-after'), await subject()]).toEqual([503, '9', 'Two'])
})
