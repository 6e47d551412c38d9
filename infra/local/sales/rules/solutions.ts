// Rules of publishers and solutions, and the check that a customization belongs to one.
import { invalidArgument, notFound, SalesError } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import type { Values } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'

type Candidate = { readonly id: string; readonly values: Values }

const refuseTwin = (org: Org, table: string, { id, values }: Candidate): void => {
  const name = String(values['uniquename']).toLowerCase()
  for (const row of org.store.rows(table)) {
    if (row.id === id || String(row.values['uniquename']).toLowerCase() !== name) continue
    throw new SalesError(412, '0x80040237', `A ${table} with the unique name '${values['uniquename']}' already exists.`)
  }
}

/** A prefix has two to eight letters and digits, begins with a letter, and is not the platform's own. */
export const checkPublisher = (org: Org, row: Candidate): void => {
  const prefix = String(row.values['customizationprefix'])
  if (!/^[a-z][a-z0-9]{1,7}$/i.test(prefix) || prefix.toLowerCase().startsWith('mscrm')) {
    throw new SalesError(400, '0x80044366', `'${prefix}' is not a valid customization prefix.`)
  }
  refuseTwin(org, 'publisher', row)
}

/** A solution has a publisher and a version of two to four numbers. */
export const checkSolution = (org: Org, row: Candidate): void => {
  if (!isReference(row.values['publisherid']))
    throw new SalesError(400, '0x80040200', "Required field 'publisherid' is missing.")
  if (!/^\d+(\.\d+){1,3}$/.test(String(row.values['version'])))
    throw invalidArgument('The version must be numbers with dots.')
  if (!/^[A-Za-z_]\w*$/.test(String(row.values['uniquename'])))
    throw invalidArgument('The unique name has letters, digits and _ only.')
  refuseTwin(org, 'solution', row)
}

/**
 * Checks the name of a new component: it begins with the prefix of a publisher, and of the solution's own publisher
 * when the request names a solution.
 * @throws SalesError 404 for an unknown solution, 400 0x80044366 for a name without a valid prefix
 */
export const checkName = (org: Org, schemaName: string, solutionName: string | undefined): void => {
  const prefix = /^([a-z][a-z0-9]{1,7})_[A-Za-z]\w*$/i.exec(schemaName)?.[1]?.toLowerCase()
  const prefixOf = (id: string) => String(org.store.get('publisher', id)?.values['customizationprefix']).toLowerCase()
  const solutions = [...org.store.rows('solution')]
  const solution = solutions.find((row) => row.values['uniquename'] === solutionName)
  if (solutionName !== undefined && !solution) throw notFound('solution', solutionName)
  const publisher = solution?.values['publisherid']
  const allowed = isReference(publisher)
    ? [prefixOf(publisher.id)]
    : ['new', ...[...org.store.rows('publisher')].map((row) => prefixOf(row.id))]
  if (prefix !== undefined && allowed.includes(prefix)) return
  throw new SalesError(
    400,
    '0x80044366',
    `The name '${schemaName}' is not prefixed with a valid customization prefix (${allowed.join(', ')}).`,
  )
}
