// Stands between the app and a neighbour that speaks HTTP, passes everything on, and counts what passed.

import { Agent, createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import { closeLocally, listenLocally } from '../support/local-server.ts'

export type Counts = Readonly<Record<string, number>>

export type CountingProxy = {
  readonly url: string
  /** Requests so far by name. */
  readonly counts: () => Counts
  readonly close: () => Promise<void>
}

/**
 * Starts a proxy on 127.0.0.1.
 * @param target origin of the neighbour
 * @param nameOf what a request is counted as
 */
export const startCountingProxy = async (
  target: string,
  nameOf: (method: string, path: string, body: string) => string,
): Promise<CountingProxy> => {
  const { hostname, port } = new URL(target)
  const agent = new Agent({ keepAlive: true })
  const counts = new Map<string, number>()

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const name = nameOf(method, url, body.toString('latin1'))
    counts.set(name, (counts.get(name) ?? 0) + 1)
    const onward = forward({ hostname, port, method, path: url, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    onward.end(body)
  }

  const server = createServer((request, response) => void pass(request, response))
  // A connection that ends between two requests of the app would make the SDK send one of them again.
  server.keepAliveTimeout = 0
  const ownPort = await listenLocally(server)
  return {
    url: `http://127.0.0.1:${ownPort}`,
    counts: () => Object.fromEntries(counts),
    close: async () => {
      const closed = closeLocally(server)
      agent.destroy()
      await closed
    },
  }
}

export const recordOfRun = 'record of a job run'
/** What a run has to tell sites is added to their feed at once, for one onboarding as for a hundred. */
export const feedOfRun = 'feed of a job run'

/** A request to the table service by what it does, such as `insert Channel`; a batch is one transaction whatever it holds. */
export const tableRequest = (method: string, path: string, body = ''): string => {
  const resource = path.split('?')[0] ?? ''
  const last = resource.split('/').at(-1) ?? ''
  if (last === '$batch') {
    if (/PartitionKey(?:=|":")(?:%27|'|)feed\b/.test(body)) return feedOfRun
    return /PartitionKey(?:=|":")(?:%27|'|)job\b/.test(body) ? recordOfRun : 'transaction'
  }
  if (decodeURIComponent(last).includes("PartitionKey='feed'")) return feedOfRun
  if (method !== 'GET' && decodeURIComponent(last).includes("PartitionKey='job'")) return recordOfRun
  const table = /^\w+/.exec(last)?.[0] ?? last
  if (method === 'GET') return `${/PartitionKey=/.test(last) ? 'get' : 'query'} ${table}`
  return `${{ POST: 'insert', PUT: 'update', PATCH: 'merge', DELETE: 'delete' }[method] ?? method} ${table}`
}
