// The list of what each role may open and press in headquarters, written from the table of routes and that of acts. It stands
// with the pages, which show nobody what would be refused.

import type { Route } from '../../functions/route.ts'
import { routes } from '../../functions/routes.ts'
import type { StaffActCode } from '../../shared/domain/acts.ts'
import { actRoles, actsOfSales } from '../../shared/headquarters/act-roles.ts'

const isPage = ({ kind }: Route): boolean => kind === 'headquarters page'

const quoted = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`)

const pressed = ({ acts, methods }: Route): readonly string[] => {
  if (!acts || !methods.some((method) => method === 'POST')) return []
  if (acts.code !== undefined) return [`    press: { '': '${actRoles[acts.code]}' },`]
  const lines = Object.entries(acts.byAction).map(([action, code]) => `      ${quoted(action)}: '${actRoles[code]}',`)
  return ['    press: {', ...lines, '    },']
}

const opened = ({ caller, methods }: Route): readonly string[] =>
  methods.some((method) => method === 'GET') ? [`    open: '${caller}',`] : []

const ofSales = ({ acts, withSales }: Route): readonly string[] => {
  if (withSales) return ['    withSales: true,']
  const actions = Object.entries<StaffActCode>(acts?.byAction ?? {}).filter(([, code]) => actsOfSales.includes(code))
  if (actions.length === 0) return []
  return [`    withSales: [${actions.map(([action]) => `'${action}'`).join(', ')}],`]
}

/** The text of the module. */
export const staffTable =
  (): string => `// Written by \`npm run generate\` from the tables of routes and acts: the lowest role that may open a page of headquarters, and
// the one that may press what is posted there, by the action in the address.

import type { Role } from './access.ts'

export type StaffAddress = {
  readonly open?: Role
  readonly press?: Readonly<Record<string, Role>>
  /** There only with Sales: all of it, or these actions. */
  readonly withSales?: true | readonly string[]
}

export const staffAddresses = {
${Object.entries<Route>(routes)
  .filter(([, route]) => isPage(route))
  .map(
    ([name, route]) => `  ${name}: {\n${[...opened(route), ...pressed(route), ...ofSales(route)].join('\n')}\n  },\n`,
  )
  .join('')}} as const satisfies Readonly<Record<string, StaffAddress>>
`
