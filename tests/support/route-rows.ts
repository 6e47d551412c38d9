// The rows of the README's table of routes, made from the table that the app registers its functions from.

import { problems } from '../../functions/problems.ts'
import { type Route, refusalsOf } from '../../functions/route.ts'
import { routes } from '../../functions/routes.ts'

/** The path of a route as people write it. */
export const pathOf = ({ route }: Route): string => (route.startsWith('{ignored') ? '/' : `/${route}`)

const callers: Partial<Record<Route['caller'], string>> = {
  applicant: 'secret token',
  Dataverse: 'Dataverse, by its key',
  SendGrid: 'SendGrid, by its signature',
}

/** Statuses of all answers but 500 and 503, which any route can give. */
const statusesOf = (route: Route): number[] => {
  const statuses = [...route.succeeds, ...refusalsOf(route).map((code) => problems[code][0])]
  return [...new Set(statuses)].filter((status) => status < 500).sort((a, b) => a - b)
}

const takenBy = ({ body, limited }: Route): string =>
  body ? `${body.as}, ${body.limit / 1024} KB${limited ? ', limited' : ''}` : ''

const rowOf = (route: Route): string =>
  `| ${[
    `\`${route.methods.join(', ')} ${pathOf(route)}\``,
    callers[route.caller] ?? route.caller.replace('Headquarters.', ''),
    takenBy(route),
    statusesOf(route).join(' '),
    route.about,
  ].join(' | ')} |`

/** One row per route, in the order of the table. */
export const routeRows: readonly string[] = Object.values<Route>(routes).map(rowOf)
