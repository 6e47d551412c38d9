// The whole local environment, with the app process killed at one chosen call to a neighbour.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableRequest } from '../bench/counting-proxy.ts'
import { aheadByFile } from './app-clock.ts'
import type { Environment } from './environment.ts'
import type { Kept } from './onboarding-rules.ts'
import { tableToRead } from './tables.ts'
import { startWatchedEnvironment } from './watched-environment.ts'

/** Before the neighbour hears of the call, or after it did what it was asked and before the app hears of that. */
export type Moment = 'before' | 'after'

export type KillingEnvironment = {
  readonly env: Environment
  readonly kept: Kept
  /** Names of the app's calls since the last `aim`, in order. */
  readonly calls: () => readonly string[]
  /** Counts from here on, and kills at one call, counted from 0; without one, only counts. */
  readonly aim: (at?: { readonly index: number; readonly moment: Moment }) => void
  /** The name of the call at which the process was killed since the last `aim`. */
  readonly killedAt: () => string | undefined
  /** Ends the process: what comes next begins in a new one. */
  readonly startAnew: () => void
  /** Sets the clock of the broker and of a new app process ahead. */
  readonly setAhead: (milliseconds: number) => void
  readonly close: () => Promise<void>
}

export const startKillingEnvironment = async (): Promise<KillingEnvironment> => {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'))
  const clockFile = join(folder, 'ahead')
  writeFileSync(clockFile, '0')
  let ahead = 0
  let calls: string[] = []
  let target: { readonly index: number; readonly moment: Moment } | undefined
  let killed: string | undefined
  let host: Environment['host'] | undefined

  /** Notes a call; answers when the process is to die at it. */
  const strike = (name: string): Moment | undefined => {
    const index = calls.push(name) - 1
    if (target?.index !== index || killed !== undefined) return undefined
    killed = name
    return target.moment
  }
  const kill = (): void => host?.kill()

  const env = await startWatchedEnvironment({
    now: () => Date.now() + ahead,
    settings: aheadByFile(clockFile),
    watch: (neighbour, { method, url }) => {
      const path = url.split('?')[0]?.replace(/[0-9a-f-]{36}/g, '…') ?? ''
      const moment = strike(neighbour === 'table' ? tableRequest(method, url) : `${neighbour} ${method} ${path}`)
      return moment && { kind: moment === 'before' ? 'cut' : 'lose', meanwhile: kill }
    },
    // Only the app sends; receiving and settling is the host's.
    queueFaults: ({ kind, queue }) => {
      const moment = kind === 'send' ? strike(`send to ${queue}`) : undefined
      if (!moment) return undefined
      kill()
      return { kind: moment === 'before' ? 'lose-request' : 'lose-reply' }
    },
  })
  host = env.host
  const table = (name: string) => tableToRead(env.storage, name)
  return {
    env,
    kept: { channel: table('Channel'), headquarters: table('Headquarters'), errors: table('DualWrite') },
    calls: () => calls,
    aim: (at) => {
      calls = []
      killed = undefined
      target = at
    },
    killedAt: () => killed,
    startAnew: kill,
    setAhead: (milliseconds) => {
      ahead = milliseconds
      writeFileSync(clockFile, String(milliseconds))
      kill()
    },
    close: async () => {
      await env.close()
      rmSync(folder, { recursive: true })
    },
  }
}
