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
const rounds = 15
const warmUpMs = 200
const measureMs = 1000

const valueIn = (connection: string, name: string): string => {
  const value = new RegExp(`${name}=([^;]+)`).exec(connection)?.[1]
  if (value === undefined) throw new Error(`The storage connection has no ${name}.`)
  return value
}

/** The insert that the app makes for a request, into another table. */
const rawInsert = async ({ storage }: Environment): Promise<Target> => {
  const options = { allowInsecureConnection: true }
  const entities = TableClient.fromConnectionString(storage, 'Channel', options).listEntities()
  const { value: stored } = await entities.next()
  if (!stored) throw new Error('The app stored nothing.')
  await TableClient.fromConnectionString(storage, 'RawInserts', options).createTable()
  return {
    method: 'POST',
    url: `${valueIn(storage, 'TableEndpoint')}/RawInserts`,
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

/** @param root folder of the project */
export const throughput = (root: string): Promise<Line[]> => inTemporaryFolder((folder) => measure(root, folder))

const measure = async (root: string, folder: string): Promise<Line[]> => {
  const env = await startEnvironment()
  const least = await startLeast(root, folder, env.storage)
  const load = await startChild<'ready', LoadJob, LoadResult>(new URL('./load-process.ts', import.meta.url), [])
  const request = { method: 'POST', expects: 202, body: JSON.stringify({ ...aRequest('Fabrikam'), comments: '{id}' }) }
  try {
    await submit(env, aRequest('First of many'))
    const targets: Record<'submit' | 'insert' | 'least', Target> = {
      submit: { ...request, url: `${env.url}/api/onboarding-requests` },
      insert: await rawInsert(env),
      least: { ...request, url: `${least.url}/submit` },
    }
    const rates: Record<keyof typeof targets, number[]> = { submit: [], insert: [], least: [] }
    // The first round is the one in which everything gets compiled.
    for (let round = -1; round < rounds; round += 1)
      for (const name of ['submit', 'insert', 'least'] as const) {
        const result = await load.ask({ target: targets[name], connections, warmUpMs, measureMs })
        if ('failure' in result) throw new Error(result.failure)
        if (round >= 0) rates[name].push(result.perSecond)
      }
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
    await load.close()
    await least.close()
    await env.close()
  }
}
