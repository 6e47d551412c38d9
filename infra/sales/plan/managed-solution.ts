// The solution as it came into the organization. Nothing can be added to one that was imported as managed: what the package
// does not bring is made beside it, and what it brought goes by deleting it.
// https://learn.microsoft.com/power-platform/alm/solution-concepts-alm

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { quoted, readRows } from '../organization/read-rows.ts'
import { solutionName } from '../wanted/solution.ts'
import type { PlanItem } from './plan-item.ts'
import { inSolution } from './plan-row.ts'

export type SolutionThere = { readonly id: string; readonly managed: boolean }

/** The solution that bears our name, whichever way it came. */
export const readSolution = async (call: Dataverse): Promise<SolutionThere | undefined> => {
  const filter = `uniquename eq ${quoted(solutionName)}`
  const [row] = await readRows(call, 'solutions', filter, 'solutionid,ismanaged')
  return row && { id: String(row['solutionid']), managed: row['ismanaged'] === true }
}

/** A client that names no solution with what it changes. */
const withoutSolution =
  (call: Dataverse): Dataverse =>
  (request) => {
    const own = Object.keys(inSolution)
    const headers = Object.fromEntries(Object.entries(request.headers ?? {}).filter(([name]) => !own.includes(name)))
    const { SolutionUniqueName: _, ...body } = (request.body ?? {}) as Readonly<Record<string, unknown>>
    return call({ ...request, headers, ...(request.body === undefined ? {} : { body }) })
  }

/** The same, made beside the managed solution. */
export const besideManaged = <T extends PlanItem>(item: T): T => ({
  ...item,
  apply: (call: Dataverse) => item.apply(withoutSolution(call)),
})

/**
 * What a package brings must have come with it: made beside it, it would stand in the way of the next version.
 * @throws Error when an earlier version was imported
 */
export const needWhole = (packaged: readonly PlanItem[]): void => {
  const missing = packaged.filter(({ action }) => action === 'create').map(({ what }) => what)
  if (missing.length === 0) return
  throw new Error(
    `The solution ${solutionName} is there as a managed one that lacks ${missing.join(', ')}: import the managed package of npm run sales:solution, then run this again.`,
  )
}
