// One wanted row: compared with the one that is there, and created or brought up to date.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../../shared/sales/failures.ts'
import { quoted, type Row, readRows } from '../organization/read-rows.ts'
import { solutionName } from '../wanted/solution.ts'
import type { Columns, Link, WantedRow } from '../wanted/wanted-row.ts'
import type { PlanItem } from './plan-item.ts'
import { sameXml } from './same-xml.ts'

export const inSolution = { 'mscrm.solutionuniquename': solutionName }
const active = { statecode: 0, statuscode: 1 }

const bound = (links: readonly Link[]) =>
  Object.fromEntries(links.map(({ property, set, id }) => [`${property}@odata.bind`, `/${set}(${id})`]))

const update = async (call: Dataverse, wanted: WantedRow, id: string, differing: readonly string[]): Promise<void> => {
  const headers = { 'if-match': '*', ...(wanted.component ? inSolution : {}) }
  const path = `${wanted.set}(${id})`
  const changed = Object.entries(wanted.columns).filter(([name]) => differing.includes(name))
  const links = (wanted.links ?? []).filter(({ property }) => differing.includes(property))
  const body = { ...Object.fromEntries(changed), ...bound(links), ...wanted.secret }
  if (Object.keys(body).length > 0) await call({ method: 'PATCH', path, body, headers })
  // A change of state together with other columns would count as two updates.
  if (differing.includes('statecode')) await call({ method: 'PATCH', path, body: active, headers })
}

const create = async (call: Dataverse, wanted: WantedRow): Promise<void> => {
  const links = wanted.links ?? []
  const body = {
    [wanted.key]: wanted.id,
    ...wanted.columns,
    ...wanted.onCreate,
    ...bound(links),
    ...wanted.secret,
  }
  const post = async (more: Columns = {}): Promise<void> => {
    await call({
      method: 'POST',
      path: wanted.set,
      body: { ...body, ...more },
      headers: wanted.component ? inSolution : {},
    })
  }
  try {
    await post()
  } catch (error) {
    if (!(error instanceof SalesRefused)) throw error
    if (error.kind !== 'exists' && wanted.ifRefused) {
      try {
        return await post(wanted.ifRefused)
      } catch (again) {
        // If it is refused all the same, the first refusal says more.
        throw again instanceof SalesRefused ? error : again
      }
    }
    if (error.kind !== 'exists') throw error
    // An earlier run made it and did not come to publish it, so it could not be seen; it may be of another plan.
    await update(call, wanted, wanted.id, [...Object.keys(wanted.columns), ...links.map(({ property }) => property)])
  }
}

const same = (name: string, wanted: unknown, actual: unknown): boolean =>
  wanted === actual ||
  (name.endsWith('xml') && typeof wanted === 'string' && typeof actual === 'string' && sameXml(wanted, actual))

const differences = (wanted: WantedRow, row: Row): string[] => [
  ...Object.entries(wanted.columns).flatMap(([name, value]) => (same(name, value, row[name]) ? [] : [name])),
  ...(wanted.links ?? []).flatMap(({ property, column, id }) => (row[column] === id ? [] : [property])),
  ...(wanted.stateful && row['statecode'] !== 0 ? ['statecode'] : []),
]

/** The row with our id or, failing that, the one with our unique name; `undefined` when there is neither. */
const findRow = async (call: Dataverse, wanted: WantedRow): Promise<Row | undefined> => {
  const byId = `${wanted.key} eq ${wanted.id}`
  const filter = wanted.unique ? `${byId} or ${wanted.unique.column} eq ${quoted(wanted.unique.value)}` : byId
  const columns = [
    wanted.key,
    ...Object.keys(wanted.columns),
    ...(wanted.links ?? []).map(({ column }) => column),
    ...(wanted.stateful ? ['statecode'] : []),
  ].join(',')
  const rows = await readRows(call, wanted.set, filter, columns)
  return rows.find((row) => row[wanted.key] === wanted.id) ?? rows[0]
}

/**
 * Compares a wanted row with the organization. `id` is that of the row that is there, or will be.
 * @param known what columns of it hold where a read shows something else to some people
 */
export const planRow = async (
  call: Dataverse,
  wanted: WantedRow,
  known: Columns = {},
): Promise<PlanItem & { readonly id: string }> => {
  const { what } = wanted
  const found = await findRow(call, wanted)
  const row = found && { ...found, ...known }
  if (!row) return { action: 'create', what, id: wanted.id, differing: [], apply: (by) => create(by, wanted) }
  const id = String(row[wanted.key])
  const differing = differences(wanted, row)
  // A row that only bears our name belongs to somebody else.
  const upToDate = id !== wanted.id || (differing.length === 0 && !wanted.secret)
  return {
    action: upToDate ? 'keep' : 'update',
    what,
    id,
    differing: wanted.secret && !upToDate ? [...differing, 'key'] : differing,
    apply: (by) => update(by, wanted, id, differing),
  }
}
