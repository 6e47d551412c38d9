// Which steps are wanted: those of leads and opportunities always, those of accounts and contacts where they were asked
// for. They fire for all rows of the organization, whoever's they are.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { oneOf, readRows, remove } from '../organization/read-rows.ts'
import { isOfLeads, type WantedStep, wantedSteps } from '../wanted/steps.ts'
import type { PlanItem } from './plan-item.ts'

/** Of which tables Sales tells: of leads and opportunities, or of accounts and contacts as well. */
export type Events = 'leads' | 'all'

const ofCustomers = wantedSteps.filter((step) => !isOfLeads(step))

const readIds = async (call: Dataverse, set: string, key: string, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await readRows(call, set, oneOf(key, ids), key)
  return new Set(rows.map((row) => String(row[key])))
}

const stepsThere = (call: Dataverse) =>
  readIds(
    call,
    'sdkmessageprocessingsteps',
    'sdkmessageprocessingstepid',
    wantedSteps.map(({ id }) => id),
  )

/** What an organization has been given: `leads` where its steps are there and none of customers; `all` otherwise. */
export const readEvents = async (call: Dataverse): Promise<Events> => {
  const there = await stepsThere(call)
  return there.size > 0 && !ofCustomers.some(({ id }) => there.has(id)) ? 'leads' : 'all'
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
