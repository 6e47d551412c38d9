// Which role a call of staff needs, and whether there has to be a Sales for it.

import type { Role } from '../shared/headquarters/access.ts'
import { actRoles, actsOfSales } from '../shared/headquarters/act-roles.ts'
import type { WebRequest } from '../shared/platform/http.ts'
import { actCodeOf } from './acts.ts'
import type { Route } from './route.ts'

/** The role of the act that is asked for, else that of the route. */
export const roleNeeded = (route: Route, ofRoute: Role, request: WebRequest): Role => {
  const code = actCodeOf(route, request)
  return code ? actRoles[code] : ofRoute
}

/** Whether what is asked for is there only with Sales. */
export const needsSales = (route: Route, request: WebRequest): boolean => {
  const code = actCodeOf(route, request)
  return route.withSales === true || (code !== undefined && actsOfSales.includes(code))
}
