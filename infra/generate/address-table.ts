// The list of addresses that links are made from, written from the table of routes. It stands with the domain, because pages
// and mails may import it there.

import { pathOf, type Route } from '../../functions/route.ts'
import { routes } from '../../functions/routes.ts'

/** The text of the module. */
export const addressTable =
  (): string => `// Written by \`npm run generate\` from the table of routes: every address of the app, by the name of its function.

export const addresses = {
${Object.entries<Route>(routes)
  .map(([name, route]) => `  ${name}: '${pathOf(route)}',\n`)
  .join('')}} as const
`
