// Invariant I20: every row of an import that staff were told of ends, and makes one partner however often it is imported.

import type { ImportRow, PartnerImport } from '../../../shared/domain/partner-import.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'
import type { World } from './world.ts'

type Report = (invariant: Invariant, what: string) => void

const ends: Invariant = 'I20 every row of an import ends'
const once: Invariant = 'I20 a row makes one partner'

/** The organizations of all rows that were imported. */
export const importedIn = (world: World): ReadonlySet<string> =>
  new Set(
    world.headquarters
      .rows()
      .flatMap(({ key, value }) => (/^import\|.*\|/.test(key) ? [(value as ImportRow).organizationId] : [])),
  )

/** Whatever addresses its rows met: each row ends, and what it says that it made is there. */
const checkAnyImports = (world: World, { hierarchies }: Everything, report: Report): void => {
  const rows = world.headquarters.rows()
  for (const importId of world.upkeep.anyImports ?? []) {
    const head = rows.find(({ key }) => key === `import|${importId}`)?.value as PartnerImport | undefined
    if (head?.endedAt === undefined) report(ends, `${importId} has not ended`)
    for (const { key, value } of rows) {
      if (!key.startsWith(`import|${importId}|`)) continue
      const { line, outcome, organizationId, number } = value as ImportRow
      if (outcome === 'Waiting') report(ends, `${importId}, line ${line}, waits`)
      const made = hierarchies.filter(({ hierarchyId }) => hierarchyId === organizationId)
      if (outcome === 'Made' && (made.length !== 1 || made[0]?.number !== number))
        report(once, `${importId}, line ${line}, is ${made.length} partners, not ${number}`)
    }
  }
}

export const checkImports = (world: World, everything: Everything, report: Report): void => {
  const { customers, hierarchies } = everything
  checkAnyImports(world, everything, report)

  const rows = world.headquarters.rows()
  for (const [at, importId] of (world.upkeep.imports ?? []).entries()) {
    const head = rows.find(({ key }) => key === `import|${importId}`)?.value as PartnerImport | undefined
    if (head?.endedAt === undefined) report(ends, `${importId} has not ended`)
    const own = rows.filter(({ key }) => key.startsWith(`import|${importId}|`)).map(({ value }) => value as ImportRow)
    if (own.length !== head?.rows) report(ends, `${importId} has ${own.length} rows of ${head?.rows}`)
    for (const { line, outcome, partner, number, organizationId, why } of own) {
      if (outcome === 'Waiting' || partner) report(ends, `${importId}, line ${line}, is ${outcome}`)
      const made = hierarchies.find(({ hierarchyId }) => hierarchyId === organizationId)
      // The first one finds nobody there: what exists was begun by it.
      if (outcome === 'Exists' && at === 0) report(once, `${importId}, line ${line}, found itself`)
      if (outcome === 'Made' && made?.number !== number) report(once, `${importId}, line ${line}, is not ${number}`)
      if (outcome === 'Refused' && why !== 'invalid') report(once, `${importId}, line ${line}, was refused: ${why}`)
    }
  }
  for (const name of world.upkeep.imported ?? []) {
    const partners = hierarchies.filter((each) => each.name === name)
    const organizations = customers.filter((each) => each.name === name)
    if (partners.length !== 1 || organizations.length !== 1)
      report(once, `${name} is ${partners.length} partners and ${organizations.length} customers`)
    for (const { members } of partners)
      if (members.length !== 1 || members[0]?.role !== 'Admin') report(once, `${name} has ${members.length} members`)
  }
}
