// How many requests per second are taken in, held against the storage's own limit: one insert for each of them.

import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TableClient } from '@azure/data-tables'
import { build } from 'esbuild'
import { startHost } from '../../infra/local/host/host.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, submit } from '../support/people.ts'
import { startChild } from './child.ts'
import type { LoadJob, LoadResult } from './load-process.ts'
import type { Target } from './load-target.ts'
import { median, medianRatio, ratio } from './median.ts'
import { judged, type Line, note } from './table.ts'
import { inTemporaryFolder } from './temporary-folder.ts'

const connections = 32
const rounds = 30
const warmUpMs = 100
const measureMs = 600
// Code is compiled further while it runs: after 15,000 submissions one takes a third less of the processor than after the
// first thousand. Throughput is what lasts; what a fresh process costs is measured by the cold starts.
const runInMs = 12_000

const valueIn = (connection: string, name: string): string => {
  const value = new RegExp(`${name}=([^;]+)`).exec(connection)?.[1]
  if (value === undefined) throw new Error(`The storage connection has no ${name}.`)
  return value
}

/** The insert that the app makes for a request, into a new table of the given name. */
const rawInsert = async ({ storage }: Environment, table: string): Promise<Target> => {
  const options = { allowInsecureConnection: true }
  const entities = TableClient.fromConnectionString(storage, 'Channel', options).listEntities()
  const { value: stored } = await entities.next()
  if (!stored) throw new Error('The app stored nothing.')
  await TableClient.fromConnectionString(storage, table, options).createTable()
  return {
    method: 'POST',
    url: `${valueIn(storage, 'TableEndpoint')}/${table}`,
    expects: 204,
    body: JSON.stringify({ PartitionKey: '{shard}', RowKey: 'pending|{id}', data: stored['data'], op: '{id}' }),
    account: { name: valueIn(storage, 'AccountName'), key: valueIn(storage, 'AccountKey') },
  }
}

/** A host of the same kind that runs the least app. */
const startLeast = async (root: string, folder: string, storage: string) => {
  await build({
    entryPoints: [join(import.meta.dirname, 'least-app.ts')],
    outfile: join(folder, 'main.cjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    external: ['@azure/functions-core'],
    logLevel: 'error',
  })
  await copyFile(join(root, 'host.json'), join(folder, 'host.json'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ main: 'main.cjs' }))
  return startHost({ appFolder: folder, port: 0, settings: { AzureWebJobsStorage: storage }, log: () => undefined })
}

const names = ['submit', 'insert', 'least'] as const
type Targets = Record<(typeof names)[number], Target>

/**
 * Requests per second of each target, in rounds that take turns.
 * @param runIn what each is warmed up with
 */
const ratesOf = async (
  ask: (job: LoadJob) => Promise<LoadResult>,
  targets: Targets,
  runIn: Targets,
): Promise<Record<keyof Targets, number[]>> => {
  const rateOf = async (target: Target, ms: number): Promise<number> => {
    const result = await ask({ target, connections, warmUpMs, measureMs: ms })
    if ('failure' in result) throw new Error(result.failure)
    return result.perSecond
  }
  for (const name of names) await rateOf(runIn[name], runInMs)
  const rates: Record<keyof Targets, number[]> = { submit: [], insert: [], least: [] }
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) rates[name].push(await rateOf(targets[name], measureMs))
  return rates
}

/** @param root folder of the project */
export const throughput = (root: string): Promise<Line[]> => inTemporaryFolder((folder) => measure(root, folder))

const measure = async (root: string, folder: string): Promise<Line[]> => {
  const running: { close: () => Promise<void> }[] = []
  const started = <T extends { close: () => Promise<void> }>(what: T): T => {
    running.unshift(what)
    return what
  }
  const request = { method: 'POST', expects: 202, body: JSON.stringify({ ...aRequest('Fabrikam'), comments: '{id}' }) }
  try {
    const env = started(await startEnvironment())
    const least = started(await startLeast(root, folder, env.storage))
    const load = started(
      await startChild<'ready', LoadJob, LoadResult>(new URL('./load-process.ts', import.meta.url), []),
    )
    await submit(env, aRequest('First of many'))
    const targets: Targets = {
      submit: { ...request, url: `${env.url}/api/onboarding-requests` },
      insert: await rawInsert(env, 'RawInserts'),
      least: { ...request, url: `${least.url}/submit` },
    }
    // Azurite gets slower as a table grows, so the raw insert runs in on another one: it must not start with more rows.
    const runIn = { ...targets, insert: await rawInsert(env, 'RunIn') }
    const rates = await ratesOf(load.ask, targets, runIn)
    const perSecond = (name: keyof typeof rates) => `${median(rates[name]).toFixed(0)} per second`
    const spread = rates.submit.map((rate, index) => rate / (rates.insert[index] ?? Number.NaN)).sort((a, b) => a - b)
    return [
      judged(
        `submit ÷ raw insert of the same entity, ${connections} connections`,
        [medianRatio(rates.submit, rates.insert)],
        { first: [0.6], stretch: [0.85], atLeast: true },
        ratio,
      ),
      note(`the ${rounds} rounds`, `${ratio(spread[0] ?? Number.NaN)} to ${ratio(spread.at(-1) ?? Number.NaN)}`),
      note('submit', perSecond('submit')),
      note('raw insert', perSecond('insert')),
      note(
        'the least app of the same packages through the same host, which only parses and inserts',
        `${perSecond('least')}, ${ratio(medianRatio(rates.least, rates.insert))} of the raw insert; submit is ${ratio(medianRatio(rates.submit, rates.least))} of it`,
      ),
    ]
  } finally {
    for (const each of running) await each.close()
  }
}
