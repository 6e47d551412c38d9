// What the page about the Sales stand-in says it does not have, it refuses, with the answer that the page gives.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Rig, startRig } from '../integration/sales-api-support.ts'
import { pageAt } from '../unit/documents-text.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())

const rows = [
  ...pageAt('docs/sales-stand-in.md').text.matchAll(/^\| (.+) \| `(GET|POST) (.+?)` \| (\d{3}) (0x[0-9a-f]{8}) \|$/gm),
].map(([, what = '', method = '', path = '', status, code]) => ({ what, method, path, status: Number(status), code }))

test('the page has a list', () => {
  expect(rows.length).toBeGreaterThan(10)
})

test.each(rows)('$what: refused', async ({ method, path, status, code }) => {
  const answer = await rig.administrator(method, encodeURI(path), method === 'POST' ? {} : undefined)
  expect([answer.status, answer.body.error?.code]).toEqual([status, code])
})
