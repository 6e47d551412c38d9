// The solution and the publisher of a package: taken as they are, or made.
import { tableNamed } from '../actions/nested.ts'
import { SalesError } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { createRow } from '../rows/create-row.ts'
import { updateRow } from '../rows/update-row.ts'
import { solutionNamed } from '../rules/solution-components.ts'
import type { Manifest } from './read-package.ts'

const nested = { parents: [], children: [] }

const placePublisher = (session: Session, { name: solution, publisher, managed }: Manifest): string => {
  const { name, friendlyName, prefix, options } = publisher
  const present = [...session.org.store.rows('publisher')].find(({ values }) => values['uniquename'] === name)
  if (present?.values['customizationprefix'] === prefix) return present.id
  if (present)
    throw new SalesError(
      400,
      '0x8004801c',
      `The following ${managed ? 'managed ' : ''}solution cannot be imported: ${solution}. The publisher ${name} has another prefix.`,
    )
  const values = {
    uniquename: name,
    friendlyname: friendlyName,
    customizationprefix: prefix,
    customizationoptionvalueprefix: options,
  }
  return createRow(session, tableNamed(session, 'publisher'), { values, ...nested }).id
}

const mismatch = (managed: boolean): SalesError =>
  new SalesError(
    400,
    managed ? '0x80048040' : '0x80048041',
    `The solution is already installed on this system as ${managed ? 'an unmanaged' : 'a managed'} solution and the package supplied is attempting to install it in ${managed ? 'managed' : 'unmanaged'} mode. Import can only update solutions when the modes match.`,
  )

/**
 * The id of the solution.
 * @throws SalesError 400 0x80048040, 0x80048041 when it is there in the other mode, 0x8004801c for a publisher with another prefix
 */
export const placeSolution = (session: Session, manifest: Manifest): string => {
  const { org } = session
  const table = tableNamed(session, 'solution')
  const present = solutionNamed(org, manifest.name)
  if (present && (present.values['ismanaged'] === true) !== manifest.managed) throw mismatch(manifest.managed)
  const publisher = placePublisher(session, manifest)
  const texts = { friendlyname: manifest.friendlyName, version: manifest.version }
  if (present) {
    updateRow(session, table, present.id, { values: texts, ...nested })
    return present.id
  }
  const publisherid = { table: 'publisher', id: publisher }
  const row = createRow(session, table, { values: { uniquename: manifest.name, ...texts, publisherid }, ...nested })
  org.store.put('solution', row.id, { ...row.values, ismanaged: manifest.managed })
  return row.id
}
