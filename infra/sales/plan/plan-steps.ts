// Which steps are wanted: those of leads and opportunities always, those of accounts and contacts where they were asked
// for. They fire for all rows of the organization, whoever's they are.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { oneOf, readRows, remove } from '../organization/read-rows.ts'
import { type Events, endpointIds, eventsExplained, isOfLeads, type WantedStep, wantedSteps } from '../wanted/steps.ts'
import type { PlanItem } from './plan-item.ts'

const ofCustomers = wantedSteps.filter((step) => !isOfLeads(step))

const stepsThere = async (call: Dataverse): Promise<Set<string>> => {
  const key = 'sdkmessageprocessingstepid'
  const ids = oneOf(
    key,
    ofCustomers.map(({ id }) => id),
  )
  const rows = await readRows(call, 'sdkmessageprocessingsteps', ids, key)
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
  return rows.some((row) => row['description'] === eventsExplained.leads) ? 'leads' : 'all'
}

export const stepsFor = (events: Events): readonly WantedStep[] =>
  events === 'all' ? wantedSteps : wantedSteps.filter(isOfLeads)

/** The steps that are there and not wanted, each with its image. */
export const planUnwantedSteps = async (call: Dataverse, events: Events): Promise<PlanItem[]> => {
  if (events === 'all') return []
  const there = await stepsThere(call)
  return ofCustomers.flatMap(({ id, image, message, table }): PlanItem[] => {
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
