// An app with HTTP streaming on the functions host.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, fixtureApp, openHost, type TestHost } from './host-support.ts'

let host: TestHost
beforeAll(async () => {
  host = await openHost({ appFolder: fixtureApp('stream') })
})
afterAll(() => host.close())

describe('a streaming function', () => {
  it('gets a body without length and answers while it arrives, with parameters and repeated query keys', async () => {
    const body = new TransformStream<Uint8Array, Uint8Array>()
    const writer = body.writable.getWriter()
    const init = { method: 'POST', body: body.readable, duplex: 'half' } as RequestInit
    const answering = fetch(`${host.url}/api/upper/ada?a=1&a=2`, init)
    await writer.write(Buffer.from('first '))
    const response = await answering
    expect([response.status, response.headers.get('x-name'), response.headers.get('x-query')]).toEqual([
      201,
      'ada',
      '1|2',
    ])
    expect(response.headers.get('x-ms-invocation-id')).toBeNull()
    await writer.write(Buffer.from('second'))
    await writer.close()
    expect(await response.text()).toBe('FIRST SECOND')
  })

  it('passes a large body on unchanged in length', async () => {
    const response = await fetch(`${host.url}/api/upper/big`, { method: 'POST', body: 'x'.repeat(5_000_000) })
    expect((await response.text()).length).toBe(5_000_000)
  })

  it('runs by hand with a request that nobody sent', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"input":"by hand"}' }
    expect((await fetch(`${host.url}/admin/functions/Whole`, init)).status).toBe(202)
    await eventually(() => host.lines.find((line) => line.startsWith("Executed 'Functions.Whole' (Succeeded")))
    await host.idle()
  })

  it('that fails is 500', async () => {
    const response = await fetch(`${host.url}/api/Fails`)
    expect([response.status, await response.text()]).toEqual([500, ''])
    expect(host.lines).toContainEqual(expect.stringContaining('a streaming failure'))
  })
})
