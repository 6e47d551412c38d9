// How many requests per second are taken in, held against the storage's own limit: one insert for each of them.

import { TableClient } from '@azure/data-tables'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, submit } from '../support/people.ts'
import { startChild } from './child.ts'
import type { LoadJob, LoadResult } from './load-process.ts'
import type { Target } from './load-target.ts'
import { median, medianRatio, ratio } from './median.ts'
import { judged, type Line, note } from './table.ts'

const connections = 32
const rounds = 9
const warmUpMs = 300
const measureMs = 1500

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

export const throughput = async (): Promise<Line[]> => {
  const env = await startEnvironment()
  const load = await startChild<'ready', LoadJob, LoadResult>(new URL('./load-process.ts', import.meta.url), [])
  try {
    await submit(env, aRequest('First of many'))
    const targets: Record<'submit' | 'insert' | 'host', Target> = {
      submit: {
        method: 'POST',
        url: `${env.url}/api/onboarding-requests`,
        expects: 202,
        body: JSON.stringify({ ...aRequest('Fabrikam GmbH'), comments: '{id}' }),
      },
      insert: await rawInsert(env),
      host: { method: 'GET', url: `${env.url}/assets/site.css`, expects: 200, body: '' },
    }
    const rates: Record<keyof typeof targets, number[]> = { submit: [], insert: [], host: [] }
    // The first round is the one in which everything gets compiled.
    for (let round = -1; round < rounds; round += 1)
      for (const name of ['submit', 'insert', 'host'] as const) {
        const result = await load.ask({ target: targets[name], connections, warmUpMs, measureMs })
        if ('failure' in result) throw new Error(result.failure)
        if (round >= 0) rates[name].push(result.perSecond)
      }
    const perSecond = (name: keyof typeof rates) => `${median(rates[name]).toFixed(0)} per second`
    return [
      judged(
        `submit ÷ raw insert of the same entity, ${connections} connections`,
        [medianRatio(rates.submit, rates.insert)],
        { first: [0.6], stretch: [0.85], atLeast: true },
        ratio,
      ),
      note('of the fastest rounds', ratio(Math.max(...rates.submit) / Math.max(...rates.insert))),
      note('submit', perSecond('submit')),
      note('raw insert', perSecond('insert')),
      note('a stylesheet through the same host, no storage', perSecond('host')),
    ]
  } finally {
    await load.close()
    await env.close()
  }
}
