// When the local host's timer listener runs its function, by a clock of the test.
import { expect, it, onTestFinished, vi } from 'vitest'
import type { BlobStore } from '../../infra/local/host/blob-store.ts'
import type { IndexedFunction } from '../../infra/local/host/function-index.ts'
import type { Invoker } from '../../infra/local/host/invoker.ts'
import { createTimerListener } from '../../infra/local/host/timer-listener.ts'

const day = Date.UTC(2026, 0, 1)
const second = 1000
const minute = 60 * second

/** A timer whose runs take as long as the list says, from midnight on. */
const listen = (schedule: string, takes: readonly number[]) => {
  vi.useFakeTimers({ now: day })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const runs: number[] = []
  const written: string[][] = []
  const one: IndexedFunction = {
    name: 'Timer',
    type: 'timerTrigger',
    triggerName: 'timer',
    trigger: { type: 'timerTrigger', direction: 'in', schedule },
    bindings: {},
    retry: undefined,
    disabled: false,
    http: undefined,
  }
  const run: Invoker['run'] = async () => {
    runs.push(Date.now() - day)
    await new Promise((resolve) => setTimeout(resolve, takes[runs.length - 1] ?? 0))
    return { response: {}, body: undefined }
  }
  const store: BlobStore = {
    read: async () => undefined,
    write: async (_container, _path, text) => {
      const { Last, Next } = JSON.parse(text)
      written.push([Last, Next])
    },
  }
  const listener = createTimerListener({
    function: one,
    invoker: { run, running: () => 0, idle: async () => undefined },
    log: { write: () => undefined, print: () => undefined },
    now: Date.now,
    hostId: 'host',
    store: () => store,
  })
  listener.start()
  onTestFinished(listener.stop)
  return { runs, written }
}

it('a run that overran its interval is followed by another at once, and only by one, whatever was missed', async () => {
  const { runs } = listen('* * * * * *', [1300, 5000, 0, 0])
  await vi.advanceTimersByTimeAsync(9500)
  // Afterwards it is in time again.
  expect(runs).toEqual([1000, 2300, 7300, 8000, 9000])
})

it('a run that ends within its interval is followed by the next tick', async () => {
  const { runs } = listen('* * * * * *', [900, 999])
  await vi.advanceTimersByTimeAsync(3500)
  expect(runs).toEqual([1000, 2000, 3000])
})

it('the status that is kept counts from the start of a run, so the next one may lie in the past', async () => {
  const { runs, written } = listen('0 * * * * *', [90 * second, 0])
  await vi.advanceTimersByTimeAsync(2.8 * minute)
  expect(runs).toEqual([1 * minute, 2.5 * minute])
  const at = (minutes: number) => new Date(day + minutes * minute).toISOString().replace('Z', '+00:00')
  expect(written).toEqual([
    ['0001-01-01T00:00:00', at(1)],
    [at(1), at(2)],
    [at(2.5), at(3)],
  ])
})

it('no status is kept of an interval that is shorter than a minute', async () => {
  const { runs, written } = listen('00:00:01', [0])
  await vi.advanceTimersByTimeAsync(2500)
  expect([runs.length, written]).toEqual([2, []])
})
