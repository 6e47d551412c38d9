// Which steps are there and not wanted: those of leads and opportunities always are, those of accounts and contacts, and of
// new ones, where they were asked for. They fire for all rows of the organization, whoever's they are.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { oneOf, readRows, remove } from '../organization/read-rows.ts'
import { type Events, endpointIds, eventsExplained, eventsNames, everyStep, stepsFor } from '../wanted/steps.ts'
import type { PlanItem } from './plan-item.ts'

const stepsThere = async (call: Dataverse, asked: readonly string[]): Promise<Set<string>> => {
  const key = 'sdkmessageprocessingstepid'
  const rows = await readRows(call, 'sdkmessageprocessingsteps', oneOf(key, asked), key)
  return new Set(rows.map((row) => String(row[key])))
}

/** What was chosen when it was installed; of all where nothing is, or an earlier version installed it. */
export const readEvents = async (call: Dataverse): Promise<Events> => {
  const rows = await readRows(
    call,
    'serviceendpoints',
    oneOf('serviceendpointid', Object.values(endpointIds)),
    'description',
  )
  return eventsNames.find((name) => rows.some((row) => row['description'] === eventsExplained[name])) ?? 'all'
}

/** The steps that are there and not wanted, each with its image. */
export const planUnwantedSteps = async (call: Dataverse, events: Events): Promise<PlanItem[]> => {
  const wanted = new Set(stepsFor(events).map(({ id }) => id))
  const unwanted = everyStep.filter(({ id }) => !wanted.has(id))
  if (unwanted.length === 0) return []
  const there = await stepsThere(
    call,
    unwanted.map(({ id }) => id),
  )
  return unwanted.flatMap(({ id, image, message, table }): PlanItem[] => {
    if (!there.has(id)) return []
    return [
      {
        action: 'remove',
        what: `step ${message} of ${table}`,
        differing: [],
        apply: async (by) => {
          if (image) await remove(by, `sdkmessageprocessingstepimages(${image.id})`)
          await remove(by, `sdkmessageprocessingsteps(${id})`)
        },
      },
    ]
  })
}
