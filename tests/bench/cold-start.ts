// How long a fresh process takes until the app is loaded, and until it has taken in its first request.

import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildApp } from '../../infra/local/build/build.ts'
import { localSettings } from '../../infra/local/start/local-settings.ts'
import { startAzurite } from '../../infra/local/storage/azurite.ts'
import { aRequest } from '../support/people.ts'
import { median, medianRatio, ratio } from './median.ts'
import { judged, type Line, note } from './table.ts'
import { inTemporaryFolder } from './temporary-folder.ts'

const warmUps = 2
const rounds = 21

type Start = {
  readonly wallMs: number
  /** Of `require` alone. */
  readonly loadMs: number
  /** From the same moment until the end of what was asked. */
  readonly readyMs: number
  /** Processor time of the whole process; other processes move it less than the clock. */
  readonly cpuMs: number
  readonly status: number
}

const script = join(import.meta.dirname, 'cold-start-process.cjs')

/** @param body the request to submit after loading; without one the process ends when it has loaded */
const startOnce = (target: string, settings: Record<string, string>, body?: string): Start => {
  const args = [script, target, ...(body === undefined ? [] : ['submit'])]
  const began = performance.now()
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    env: settings,
    input: body ?? '',
    encoding: 'utf8',
  })
  const wallMs = performance.now() - began
  if (status !== 0) throw new Error(`A cold start of ${target} ended with ${status}: ${stderr}`)
  // The app writes log lines to the same place; the result comes last.
  const result = JSON.parse(stdout.slice(stdout.lastIndexOf('{"loadMs"'))) as Omit<Start, 'wallMs'>
  if (body !== undefined && result.status !== 202) throw new Error(`The first request got ${result.status}: ${stdout}`)
  return { ...result, wallMs }
}

const settingsFor = (storage: string): Record<string, string> => ({
  ...localSettings(
    {
      storage,
      serviceBus: 'Endpoint=sb://127.0.0.1:9;SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true',
      salesUrl: 'http://127.0.0.1:9',
      inboxUrl: 'http://127.0.0.1:9',
      publicUrl: 'http://127.0.0.1:9',
    },
    { statusToken: 'status-token-secret-of-the-bench-0123456789', salesEventKey: 'sales-event-key-of-the-bench' },
    false,
  ),
  WEBSITE_HOSTNAME: '127.0.0.1:9',
})

/** @param root folder of the project */
export const coldStart = (root: string): Promise<Line[]> =>
  inTemporaryFolder(async (folder) => {
    await buildApp(root, folder)
    const azurite = await startAzurite({ ports: { blob: 0, queue: 0, table: 0 } })
    try {
      const settings = settingsFor(azurite.connectionString)
      const app = join(folder, 'main.cjs')
      const functions = createRequire(import.meta.url).resolve('@azure/functions')
      const least = join(import.meta.dirname, 'least-submit.cjs')
      let submissions = 0
      const body = (): string => {
        submissions += 1
        return JSON.stringify(aRequest(`Cold ${submissions}`))
      }
      const runs = {
        functions: () => startOnce(functions, settings),
        app: () => startOnce(app, settings),
        least: () => startOnce(least, settings, body()),
        submit: () => startOnce(app, settings, body()),
      }
      // The app goes first: its first request makes the table.
      const names = ['submit', 'least', 'app', 'functions'] as const
      type Name = (typeof names)[number]
      const results: Record<Name, Start[]> = { functions: [], app: [], least: [], submit: [] }
      for (let round = -warmUps; round < rounds; round += 1)
        for (const name of round % 2 === 0 ? names : names.toReversed()) {
          const start = runs[name]()
          if (round >= 0) results[name].push(start)
        }
      const all = (name: Name, what: keyof Start) => results[name].map((start) => start[what])
      const against = (name: Name, base: Name, what: keyof Start) => medianRatio(all(name, what), all(base, what))
      const compare = (name: Name, base: Name, what: keyof Start): string => {
        const ms = (which: Name) => `${median(all(which, what)).toFixed(1)} ms`
        const fastest = Math.min(...all(name, what)) / Math.min(...all(base, what))
        return `${ms(name)} ÷ ${ms(base)} = ${ratio(against(name, base, what))}; of the fastest rounds ${ratio(fastest)}`
      }
      return [
        judged(
          'cold load of the bundle ÷ @azure/functions alone, whole process',
          [against('app', 'functions', 'wallMs')],
          { first: [1.3], stretch: [1.1] },
          ratio,
        ),
        note('whole process', compare('app', 'functions', 'wallMs')),
        note('its processor time', compare('app', 'functions', 'cpuMs')),
        note('require() alone', compare('app', 'functions', 'loadMs')),
        judged(
          'load and first accepted submit ÷ the least program that can, whole process',
          [against('submit', 'least', 'wallMs')],
          { first: [1.5], stretch: [1.2] },
          ratio,
        ),
        note('load and first submit', compare('submit', 'least', 'readyMs')),
        note('its processor time, whole process', compare('submit', 'least', 'cpuMs')),
      ]
    } finally {
      await azurite.close()
    }
  })
