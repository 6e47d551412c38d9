// Makes load in a process of its own: so many requests at a time over kept-alive connections, for so long.

import { Agent, request as send } from 'node:http'
import { nextRequest, type Target } from './load-target.ts'

export type LoadJob = {
  readonly target: Target
  readonly connections: number
  readonly warmUpMs: number
  readonly measureMs: number
}

/** Requests answered as expected per second, or why it could not be measured. */
export type LoadResult = { readonly perSecond: number } | { readonly failure: string }

const sendOne = (target: Target, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const { method, url, headers, body } = nextRequest(target)
    const outgoing = send(
      url,
      { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, agent },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
        answer.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })

const run = async ({ target, connections, warmUpMs, measureMs }: LoadJob): Promise<LoadResult> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const from = performance.now() + warmUpMs
  const until = from + measureMs
  let answered = 0
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const status = await sendOne(target, agent)
      if (status !== target.expects) throw new Error(`${target.url} answered ${status} instead of ${target.expects}.`)
      const now = performance.now()
      if (now >= from && now < until) answered += 1
    }
  }
  try {
    await Promise.all(Array.from({ length: connections }, one))
    return { perSecond: (answered / measureMs) * 1000 }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  } finally {
    agent.destroy()
  }
}

process.on('message', (job) => void run(job as LoadJob).then((result) => process.send?.(result)))
process.on('disconnect', () => process.exit())
process.send?.('ready')
