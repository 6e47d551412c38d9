// What belongs to which solution: put there by naming the solution with a change, or by an import. What came with a managed
// solution goes with it, and only so. https://learn.microsoft.com/power-platform/alm/solution-concepts-alm
import { invalidArgument, notFound } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import { isReference, type Table } from '../schema/types.ts'
import { guidOf } from '../security/privileges.ts'
import type { Row } from '../store/row.ts'

const components = 'solutioncomponent'

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/solutioncomponent */
export const componentTypes = { column: 2, role: 20, view: 26, step: 92, endpoint: 95 } as const

const ofTables: Readonly<Record<string, number>> = {
  role: componentTypes.role,
  savedquery: componentTypes.view,
  sdkmessageprocessingstep: componentTypes.step,
  serviceendpoint: componentTypes.endpoint,
}

/** The solution of a unique name, if there is one. */
export const solutionNamed = (org: Org, name: string): Row | undefined =>
  [...org.store.rows('solution')].find(({ values }) => values['uniquename'] === name)

/** Puts something into a solution; what is in it already stays. @param objectid the id of a row, or of a column's definition */
export const addComponent = (org: Org, solutionId: string, componenttype: number, objectid: string): void => {
  const id = guidOf(`component ${solutionId} ${objectid}`)
  if (org.store.get(components, id)) return
  const solutionid = { table: 'solution', id: solutionId }
  org.store.put(components, id, { solutioncomponentid: id, componenttype, objectid, solutionid })
}

/**
 * Puts something into the solution that a request names.
 * @throws SalesError 404 for an unknown solution, 400 for a managed one; which code stands for that is not documented
 */
export const addNamed = (org: Org, name: string | undefined, componenttype: number, objectid: string): void => {
  if (name === undefined) return
  const solution = solutionNamed(org, name)
  if (!solution) throw notFound('solution', name)
  if (solution.values['ismanaged'] === true)
    throw invalidArgument(`The solution ${name} is managed: nothing can be added to it.`)
  addComponent(org, solution.id, componenttype, objectid)
}

/** Puts a row that was written into the solution that the request names, where rows of the table can be in one. */
export const addRow = (org: Org, headers: Readonly<Record<string, string>>, table: Table, id: string): void => {
  const type = ofTables[table.logicalName]
  if (type !== undefined) addNamed(org, headers['mscrm.solutionuniquename'], type, id)
}

const rowsOf = (org: Org, objectid: string): readonly Row[] =>
  [...org.store.rows(components)].filter(({ values }) => values['objectid'] === objectid)

/** What is in a solution, by kind and id. */
export const componentsOf = (org: Org, solutionId: string): readonly { readonly type: number; readonly id: string }[] =>
  org.store
    .pointingAt(components, 'solutionid', solutionId)
    .map(({ values }) => ({ type: Number(values['componenttype']), id: String(values['objectid']) }))

/** Takes everything out of a solution. */
export const emptySolution = (org: Org, solutionId: string): void => {
  for (const { id } of org.store.pointingAt(components, 'solutionid', solutionId)) org.store.remove(components, id)
}

/** Whether something came with a managed solution. */
export const isManaged = (org: Org, objectid: string): boolean =>
  rowsOf(org, objectid).some(({ values }) => {
    const solution = values['solutionid']
    return isReference(solution) && org.store.get('solution', solution.id)?.values['ismanaged'] === true
  })

/** @throws SalesError 400 for what came with a managed solution; which code stands for that is not documented */
export const needUnmanaged = (org: Org, objectid: string): void => {
  if (isManaged(org, objectid))
    throw invalidArgument('What came with a managed solution is removed by deleting the solution.')
}

/** Takes what is gone out of all solutions. @param table of a row; absent = it is a column */
export const removeComponents = (org: Org, objectid: string, table?: Table): void => {
  if (table && ofTables[table.logicalName] === undefined) return
  for (const { id } of rowsOf(org, objectid)) org.store.remove(components, id)
}
