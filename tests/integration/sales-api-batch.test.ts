// Batches as they are on the wire.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, leadBody, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())

type Inner = { method: string; path: string; body?: unknown; contentId?: string }

const lines = (...parts: string[]) => parts.join('\r\n')
const part = ({ method, path, body, contentId }: Inner) =>
  lines(
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId ? [`Content-ID: ${contentId}`] : []),
    '',
    `${method} ${path} HTTP/1.1`,
    ...(body ? ['Content-Type: application/json', '', JSON.stringify(body)] : ['', '']),
  )
const changeSet = (...inner: Inner[]) =>
  lines(
    'Content-Type: multipart/mixed; boundary="changeset_1"',
    '',
    ...inner.map((one) => lines('--changeset_1', part(one))),
    '--changeset_1--',
  )
const batch = (parts: string[], prefer?: string) =>
  rig.administrator('POST', '$batch', lines(...parts.map((one) => lines('--batch_1', one)), '--batch_1--', ''), {
    'content-type': 'multipart/mixed; boundary="batch_1"',
    ...(prefer ? { Prefer: prefer } : {}),
  })
const root = '/api/data/v9.2'
const statuses = (text: string) => [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((match) => Number(match[1]))

test('a change set makes a lead and its note, the note bound to the lead by its content id', async () => {
  const leadid = randomUUID()
  const answer = await batch([
    changeSet(
      { method: 'POST', path: `${root}/leads`, body: leadBody({ leadid }), contentId: '1' },
      {
        method: 'POST',
        path: `${root}/annotations`,
        body: { subject: 'n', 'objectid_lead@odata.bind': '$1' },
        contentId: '2',
      },
      { method: 'PATCH', path: '$1', body: { companyname: 'By reference' }, contentId: '3' },
    ),
  ])
  expect(answer.status).toBe(200)
  expect(answer.text).toMatch(/^--batchresponse_/)
  expect(answer.text).toContain(`OData-EntityId: ${rig.sales.url}${root}/leads(${leadid})`)
  expect(statuses(answer.text)).toEqual([204, 204, 204])
  const { body } = await rig.administrator('GET', `leads(${leadid})?$expand=Lead_Annotation`)
  expect(body).toMatchObject({ companyname: 'By reference', Lead_Annotation: [{ subject: 'n' }] })
})

test('when one request of a change set fails, none of it has happened and only the failure is answered', async () => {
  const leadid = randomUUID()
  const answer = await batch([
    changeSet(
      { method: 'POST', path: `${root}/leads`, body: leadBody({ leadid }), contentId: '1' },
      { method: 'POST', path: `${root}/annotations`, body: { nosuch: 1 }, contentId: '2' },
    ),
  ])
  expect([answer.status, statuses(answer.text)]).toEqual([400, [400]])
  expect((await rig.administrator('GET', `leads(${leadid})`)).status).toBe(404)
})

test('a reference to a later part, a read in a change set and a batch in a batch are refused', async () => {
  const forward = await batch([
    changeSet({
      method: 'POST',
      path: `${root}/annotations`,
      body: { 'objectid_lead@odata.bind': '$2' },
      contentId: '1',
    }),
  ])
  expect(forward.text).toContain("Content-ID Reference: '$2' does not exist in the batch context.")
  expect((await batch([changeSet({ method: 'GET', path: `${root}/leads` })])).status).toBe(400)
  expect((await batch([part({ method: 'POST', path: `${root}/$batch`, body: {} })])).status).toBe(400)
})

test('without continue-on-error the first failure ends the batch; with it every request is answered', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody())
  const parts = [
    part({ method: 'GET', path: `${root}/leads(${lead})?$select=subject` }),
    part({ method: 'GET', path: `${root}/leads(${randomUUID()})` }),
    part({ method: 'PATCH', path: `${rig.sales.url}${root}/leads(${lead})`, body: { subject: 'Patched' } }),
  ]
  const stopped = await batch(parts)
  expect([stopped.status, statuses(stopped.text)]).toEqual([400, [200, 404]])
  const all = await batch(parts, 'odata.continue-on-error')
  expect([all.status, statuses(all.text)]).toEqual([200, [200, 404, 204]])
  expect((await rig.administrator('GET', `leads(${lead})`)).body['subject']).toBe('Patched')
})

test('bodies with bare line feeds and an unquoted boundary are read too', async () => {
  const body = `\n--b\nContent-Type: application/http\nContent-Transfer-Encoding: binary\n\nGET ${root}/WhoAmI HTTP/1.1\nAccept: application/json\n\n--b--\n`
  const answer = await rig.administrator('POST', '$batch', body, { 'content-type': 'multipart/mixed;boundary=b' })
  expect([answer.status, statuses(answer.text)]).toEqual([200, [200]])
  expect(answer.text).toContain('"UserId"')
})

test('more than 1000 requests, a body without end, and no boundary are refused', async () => {
  const many = Array.from({ length: 1001 }, () => part({ method: 'GET', path: `${root}/WhoAmI` }))
  expect((await batch(many)).body.error.message).toContain('1000')
  const type = { 'content-type': 'multipart/mixed; boundary=b' }
  expect((await rig.administrator('POST', '$batch', '--b\r\n', type)).status).toBe(400)
  expect((await rig.administrator('POST', '$batch', {})).status).toBe(400)
})

test.each([
  ['without Content-Transfer-Encoding', ['Content-Type: application/http']],
  ['with another than binary', ['Content-Type: application/http', 'Content-Transfer-Encoding: base64']],
  ['of another type', ['Content-Type: application/json', 'Content-Transfer-Encoding: binary']],
  ['of no type', ['Content-Transfer-Encoding: binary']],
])('a part %s is refused, alone and in a change set, and nothing of it happens', async (_, head) => {
  const leadid = randomUUID()
  const request = [
    '',
    `POST ${root}/leads HTTP/1.1`,
    'Content-Type: application/json',
    '',
    JSON.stringify(leadBody({ leadid })),
  ]
  const alone = await batch([lines(...head, ...request)])
  expect([alone.status, statuses(alone.text)]).toEqual([400, [400]])
  const inSet = await batch([
    lines(
      'Content-Type: multipart/mixed; boundary="changeset_1"',
      '',
      '--changeset_1',
      ...head,
      'Content-ID: 1',
      ...request,
      '--changeset_1--',
    ),
  ])
  expect([inSet.status, statuses(inSet.text)]).toEqual([400, [400]])
  expect((await rig.administrator('GET', `leads(${leadid})`)).status).toBe(404)
})
