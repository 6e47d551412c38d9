// The query functions of the Web API, such as `Microsoft.Dynamics.CRM.LastXDays`: the operators of FetchXML by other names.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/queryfunctions
import { badRequest } from '../base/errors.ts'
import type { QueryParameters } from '../expressions/syntax.ts'
import { dateOperatorTakes } from '../fetch-xml/date-ranges.ts'
import { type ValueTest, valueTest } from '../fetch-xml/operators.ts'
import type { Org } from '../organization/session.ts'
import type { Column } from '../schema/types.ts'

const named: Readonly<Record<string, string>> = {
  Between: 'between',
  Contains: 'contains',
  EqualBusinessId: 'eq-businessid',
  EqualUserId: 'eq-userid',
  EqualUserOrUserTeams: 'eq-useroruserteams',
  EqualUserTeams: 'eq-userteams',
  In: 'in',
  Last7Days: 'last-seven-days',
  Next7Days: 'next-seven-days',
  NotBetween: 'not-between',
  NotEqualBusinessId: 'ne-businessid',
  NotEqualUserId: 'ne-userid',
  NotIn: 'not-in',
  On: 'on',
  OnOrAfter: 'on-or-after',
  OnOrBefore: 'on-or-before',
}

/** `LastXDays` is the operator `last-x-days`, `OlderThanXDays` is `olderthan-x-days`. */
const operatorOf = (name: string): string | undefined => {
  if (Object.hasOwn(named, name)) return named[name]
  const words = name
    .replace(/(?<=.)([A-Z])/g, '-$1')
    .toLowerCase()
    .replace('older-than-', 'olderthan-')
  return dateOperatorTakes(words) === undefined ? undefined : words
}

/** @throws SalesError 400 for a function that does not exist or is not had here, and for wrong values */
export const queryFunctionTest = (org: Org, column: Column, name: string, parameters: QueryParameters): ValueTest => {
  const operator = operatorOf(name.replace(/^Microsoft\.Dynamics\.CRM\./, ''))
  if (operator === undefined) throw badRequest(`The query function '${name}' is not had by this organization.`)
  const values = parameters['PropertyValues'] ?? parameters['PropertyValue'] ?? []
  return valueTest(org, column, operator, values)
}
