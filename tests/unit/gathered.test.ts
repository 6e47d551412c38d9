// Calls that come while one is under way are served together, and none suffers from another.

import { describe, expect, it } from 'vitest'
import { gathered } from '../../shared/platform/gathered.ts'

/** Serves when it is let; refuses whatever holds `broken`. */
const serving = () => {
  const served: string[][] = []
  const gates: (() => void)[] = []
  const call = gathered<string>(async (items) => {
    served.push([...items])
    await new Promise<void>((resolve) => gates.push(resolve))
    if (items.includes('broken')) throw new Error('refused')
  })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return {
    call,
    served,
    let: async () => {
      gates.shift()?.()
      await settled()
    },
  }
}

describe('calls that gather', () => {
  it('go at once while none is under way, and together where they came meanwhile', async () => {
    const { call, served, let: next } = serving()
    const calls = [call(['a']), call(['b', 'c']), call(['d'])]
    expect(served).toEqual([['a']])
    await next()
    expect(served).toEqual([['a'], ['b', 'c', 'd']])
    await next()
    await Promise.all(calls)
    const last = call(['e'])
    expect(served.at(-1)).toEqual(['e'])
    await next()
    await last
  })

  it('are answered only when their own items are served', async () => {
    const { call, let: next } = serving()
    const done: string[] = []
    void call(['a']).then(() => done.push('a'))
    void call(['b']).then(() => done.push('b'))
    await next()
    expect(done).toEqual(['a'])
    await next()
    expect(done).toEqual(['a', 'b'])
  })

  it('fail alone: what is refused together is tried call by call', async () => {
    const { call, served, let: next } = serving()
    const outcomes = Promise.allSettled([call(['a']), call(['b']), call(['broken']), call(['c'])])
    for (let time = 0; time < 5; time += 1) await next()
    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(served).toEqual([['a'], ['b', 'broken', 'c'], ['b'], ['broken'], ['c']])
  })
})
