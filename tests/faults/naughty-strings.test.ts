// Every naughty string in every place where text comes in: no failure, no echo, and a refusal leaves no trace.

import { expect, it } from 'vitest'
import { create } from '../../shared/platform/table.ts'
import { marker, repeats } from '../integration/http-hostile-strings.ts'
import { memoryTable } from '../support/memory-table.ts'
import { type Place, placesOf } from '../support/naughty-places.ts'
import { staffPlaces } from '../support/naughty-staff-places.ts'
import { naughtyStrings } from '../support/naughty-strings.ts'

type Tables = readonly ReturnType<typeof memoryTable>[]

const putAll = async (places: readonly Place[], texts: readonly string[], tables: Tables) => {
  const writes = () => tables.reduce((sum, { requests }) => sum + requests.writes, 0)
  const counts = { taken: 0, refused: 0 }
  const failures: string[] = []
  for (const { name, put } of places)
    for (const text of texts) {
      const before = writes()
      try {
        const { fate, said } = await put(text)
        counts[fate] += 1
        if (fate === 'taken') continue
        // Unknown members are named, where their names are plain.
        const mayBeNamed = name.includes('name of a member') && /^[\w-]{1,40}$/.test(text)
        if (!mayBeNamed && repeats(JSON.stringify(said) ?? '', text))
          failures.push(`${name} repeats ${JSON.stringify(text)}`)
        if (writes() !== before) failures.push(`${name} stores ${JSON.stringify(text)}`)
      } catch (error) {
        failures.push(`${name} throws ${String(error)} for ${JSON.stringify(text)}`)
      }
    }
  return { counts, failures }
}

it('in every place is taken in or refused; a refusal repeats and stores nothing', { timeout: 120_000 }, async () => {
  const channel = memoryTable()
  const headquarters = memoryTable()
  const places = [...placesOf(channel, headquarters), ...(await staffPlaces(headquarters))]
  const { counts, failures } = await putAll(places, naughtyStrings, [channel, headquarters])
  console.log(
    `naughty strings: ${naughtyStrings.length} texts in ${places.length} places: ${counts.taken} taken in, ` +
      `${counts.refused} refused, ${failures.length} failures`,
  )
  expect(failures).toEqual([])
  expect(naughtyStrings.length).toBeGreaterThan(500)
  expect(counts.taken).toBeGreaterThan(1000)
})

it('is found out in a place that repeats, stores or throws', async () => {
  const table = memoryTable()
  const refused = (said: unknown) => ({ fate: 'refused', said }) as const
  const planted: Place[] = [
    { name: 'echo', put: (text) => refused({ message: `No ${text}` }) },
    { name: 'trace', put: async () => refused(await table.write('0', [create('x', 1)])) },
    { name: 'failure', put: (text) => refused(JSON.parse(text)) },
  ]
  const { failures } = await putAll(planted, [`<${marker}`], [table])
  expect(failures.map((failure) => failure.split(' ').slice(0, 2).join(' '))).toEqual([
    'echo repeats',
    'trace stores',
    'failure throws',
  ])
})
