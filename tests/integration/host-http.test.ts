// The functions host over genuine HTTP: routes, requests as handlers see them, answers as clients see them.
import { request as rawRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, fixtureApp, openHost, type TestHost } from './host-support.ts'

let host: TestHost
beforeAll(async () => {
  const settings = {
    AzureWebJobsDisableHomepage: 'true',
    'AzureWebJobs.Off.Disabled': '1',
    GREETING: 'hi',
    FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '100000',
  }
  host = await openHost({ appFolder: fixtureApp('http'), settings })
})
afterAll(() => host.close())

const get = (path: string, init?: RequestInit): Promise<Response> => fetch(`${host.url}${path}`, init)
const textOf = async (path: string): Promise<string> => (await get(path)).text()

describe('routes', () => {
  it('match the empty path with an optional parameter that must be empty', async () => {
    expect(await textOf('/')).toBe('home')
    expect((await get('/something')).status).toBe(404)
  })

  it('leave out optional parameters that are absent, ignore case and tolerate a trailing slash', async () => {
    expect(await textOf('/hello')).toBe('hello nobody')
    expect(await textOf('/HELLO/Ada/')).toBe('hello Ada')
  })

  it('are tried in the order of the function names, so a parameter can hide a literal', async () => {
    expect(await textOf('/items/new')).toBe('parameter new')
  })

  it('refuse a value that breaks a constraint with 404', async () => {
    expect((await get('/show/not-a-guid')).status).toBe(404)
  })

  it('decode parameters, but not an encoded slash', async () => {
    expect(await (await get('/files/a/b%20c%2Fd')).json()).toEqual({ rest: 'a/b c%2Fd' })
    expect(await (await get('/files')).json()).toEqual({})
  })

  it('answer a method that is not listed with 404, HEAD and OPTIONS included', async () => {
    for (const method of ['POST', 'HEAD', 'OPTIONS']) expect((await get('/trivial', { method })).status).toBe(404)
  })

  it('take what is no encoding of a character as it was sent', async () => {
    expect(await (await get('/files/%E0%A4%A')).json()).toEqual({ rest: '%E0%A4%A' })
  })
})

describe('a request', () => {
  it('reaches the handler with its address, parameters, query and headers', async () => {
    const id = '6f9619ff-8b86-d011-b42d-00c04fc964ff'
    const response = await get(`/show/${id}?a=1&A=2&b=x%20y&c=`, { headers: { 'X-Custom': 'yes' } })
    expect(await response.json()).toMatchObject({
      url: `${host.url}/show/${id}?a=1&A=2&b=x%20y&c=`,
      method: 'GET',
      params: { id },
      query: { a: '1,2', b: 'x y', c: '' },
      headers: { 'x-custom': 'yes' },
    })
  })

  it('keeps the bytes of its body', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256))
    const response = await get('/echo', { method: 'POST', body: bytes })
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
  })

  it('without a length reaches the handler with an empty body, as on Azure', async () => {
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(Buffer.from('chunked'))
        controller.close()
      },
    })
    const response = await get('/echo', { method: 'POST', body, duplex: 'half' } as RequestInit)
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  it('with a body over the limit is refused with 413', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-length': 100_001 }
      const request = rawRequest(`${host.url}/echo`, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode)
        request.destroy()
      })
      request.on('error', reject)
      request.flushHeaders()
    })
    expect(status).toBe(413)
  })

  it('with bad JSON makes a handler that reads it fail with 500', async () => {
    expect((await get('/json', { method: 'POST', body: '{' })).status).toBe(500)
  })

  it('continues the trace of its caller in a span of its own', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c'
    const response = await get('/trace', {
      headers: { traceparent: `00-${trace}-b7ad6b7169203331-01`, tracestate: 'a=b' },
    })
    const { traceParent, traceState } = (await response.json()) as Record<string, string>
    expect(traceParent).toMatch(new RegExp(`^00-${trace}-(?!b7ad6b7169203331)[0-9a-f]{16}-01$`))
    expect(traceState).toBe('a=b')
    expect(await textOf('/trace')).toMatch(/00-[0-9a-f]{32}-[0-9a-f]{16}-0/)
  })
})

describe('an answer', () => {
  it('of text, JSON or bytes gets the content type of the library and its length', async () => {
    const text = await get('/hello')
    expect([text.headers.get('content-type'), text.headers.get('content-length')]).toEqual([
      'text/plain;charset=UTF-8',
      '12',
    ])
    expect((await get('/trivial')).headers.get('content-type')).toBe('application/json')
    expect((await get('/echo', { method: 'POST', body: 'x' })).headers.get('content-type')).toBeNull()
  })

  it.each(['/trivial', '/something'])('of %s carries the headers of host.json', async (path) => {
    expect((await get(path)).headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('that says a header of host.json itself has it only once, as it says', async () => {
    expect((await get('/own-header')).headers.get('x-content-type-options')).toBe('of the function')
  })

  it('of nothing is 204 without a body', async () => {
    const response = await get('/nothing')
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  it('with a status that has no body drops it', async () => {
    const response = await get('/not-modified')
    expect([response.status, await response.text()]).toEqual([304, ''])
  })

  it('of cookies is written with a path and with escaped values', async () => {
    expect((await get('/cookies')).headers.getSetCookie()).toEqual([
      'a=b%20c; max-age=60; path=/; samesite=lax; httponly',
      'd=e; path=/x; secure; samesite=none',
    ])
  })

  it.each(['/throw', '/throw-text', '/bare-text', '/bad-status'])(
    'of %s, which fails, is 500 with an empty body',
    async (path) => {
      const response = await get(path)
      expect([response.status, await response.text()]).toEqual([500, ''])
    },
  )
})

describe('a function', () => {
  it('runs between its hooks, which may replace the handler and the result', async () => {
    expect(await (await get('/hooked')).json()).toEqual({ inner: 'inner', seen: ['pre', true] })
  })

  it('that is switched off stays reachable for an administrator, and everybody is one without enforced keys', async () => {
    expect(await textOf('/off')).toBe('off')
    expect(host.lines.some((line) => line.includes('Off: [GET]') && line.includes('disabled'))).toBe(true)
  })

  it('sees its settings and hardly anything of the shell', async () => {
    const environment = (await (await get('/environment')).json()) as Record<string, string>
    expect(environment).toMatchObject({
      GREETING: 'hi',
      FUNCTIONS_WORKER_RUNTIME: 'node',
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      WEBSITE_HOSTNAME: `localhost:${host.port}`,
    })
    expect(Object.keys(environment).filter((name) => /vitest|npm/i.test(name))).toEqual([])
  })

  it('has its calls, its lines and its failures in the log', async () => {
    host.lines.length = 0
    await get('/hello/log')
    await get('/throw')
    const log = await eventually(() => host.lines.join('\n').includes('a deliberate failure') && host.lines.join('\n'))
    expect(log).toMatch(
      /^Executing 'Functions\.Hello' \(Reason='This function was programmatically called via the host APIs\.', Id=[0-9a-f-]{36}\)$/m,
    )
    expect(log).toMatch(/^hello log, this is \*{6}$/m)
    expect(log).toMatch(/^an error line$/m)
    expect(log).not.toMatch(/a debug line/)
    expect(log).toMatch(/^Executed 'Functions\.Hello' \(Succeeded, Id=[0-9a-f-]{36}, Duration=\d+ms\)$/m)
    expect(log).toMatch(/^Executed 'Functions\.Throw' \(Failed, Id=[0-9a-f-]{36}, Duration=\d+ms\)$/m)
  })

  it('that cannot be indexed is left out with its reason while the others run', async () => {
    expect(Object.fromEntries(host.errors)).toEqual({
      Administrators: 'The specified route conflicts with one or more built in routes.',
      BadConstraint: "The constraint reference 'nonsense' could not be resolved to a type.",
      SettingRoute: "'%NO_SUCH_SETTING%' does not resolve to a value.",
      Unsupported: expect.stringContaining("'queueTrigger' are not registered"),
      ZTwin: "The route specified conflicts with the route defined by function 'Trivial'.",
    })
    expect((await get('/administrators/1')).status).toBe(404)
  })

  it('is listed with its methods and address', () => {
    expect(host.functions).toContainEqual({ name: 'Hello', type: 'httpTrigger', route: 'hello/{name?}' })
  })
})
