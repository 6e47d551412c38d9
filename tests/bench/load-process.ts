// Makes load in a process of its own: so many requests at a time over kept-alive connections, for so long.

import { type Asked, askOverAndOver } from './load-connection.ts'
import { requestsFor, type Target } from './load-target.ts'

export type LoadJob = {
  readonly target: Target
  readonly connections: number
  readonly warmUpMs: number
  readonly measureMs: number
}

/** Requests answered as expected per second, or why it could not be measured. */
export type LoadResult = { readonly perSecond: number } | { readonly failure: string }

const run = async ({ target, connections, warmUpMs, measureMs }: LoadJob): Promise<LoadResult> => {
  const from = performance.now() + warmUpMs
  const until = from + measureMs
  let answered = 0
  const request = requestsFor(target)
  const next = (): Asked | undefined => (performance.now() < until ? request() : undefined)
  const onAnswer = (status: number): void => {
    if (status !== target.expects) throw new Error(`${target.url} answered ${status} instead of ${target.expects}.`)
    const now = performance.now()
    if (now >= from && now < until) answered += 1
  }
  try {
    const url = new URL(target.url)
    await Promise.all(Array.from({ length: connections }, () => askOverAndOver(url, next, onAnswer)))
    return { perSecond: (answered / measureMs) * 1000 }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}

process.on('message', (job) => void run(job as LoadJob).then((result) => process.send?.(result)))
process.on('disconnect', () => process.exit())
process.send?.('ready')
