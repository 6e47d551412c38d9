// Removes from an organization what the installation added, and nothing else: what has our ids, last made first gone.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { isRefusal } from '../../../shared/sales/failures.ts'
import { quoted, readRows } from '../organization/read-rows.ts'
import { wantedColumns } from '../wanted/columns.ts'
import { wantedEndpoint, wantedImage, wantedStep } from '../wanted/event-rows.ts'
import { bridgeRole, teamRole, wantedRole, wantedTeam } from '../wanted/security.ts'
import { wantedPublisher, wantedSolution } from '../wanted/solution.ts'
import { wantedStatuses } from '../wanted/statuses.ts'
import { everyStep } from '../wanted/steps.ts'
import { english } from '../wanted/texts.ts'
import { wantedViews } from '../wanted/view.ts'
import { column, type Find, giveAwayLeads, type Installed, row, status } from './installed-parts.ts'
import { readSolution, type SolutionThere } from './managed-solution.ts'

const anyUnit = { id: '', name: '', isRoot: true }

/** What no package brings, in the order in which it can go: nothing before what refers to it. */
const events: readonly Find[] = [
  ...everyStep.flatMap((step) => [
    ...(step.image ? [row(wantedImage(step, step.image))] : []),
    row(wantedStep(step, '', '', 'webhook')),
  ]),
  row(wantedEndpoint({ name: 'webhook' })),
  row(wantedEndpoint({ name: 'servicebus' })),
]
const team = row(wantedTeam(anyUnit, ''), giveAwayLeads)
const statuses = wantedStatuses.map(status)

/** A solution is ours by its name: one that was imported has another id. */
const solution = (there: SolutionThere | undefined): Find[] =>
  there ? [row({ ...wantedSolution(''), id: there.id })] : []

/** The publisher too, if both its prefixes are ours; one of a partner's own may bear the same name. */
const publisher: Find = async (call) => {
  const { unique, columns, onCreate } = wantedPublisher
  const [prefix, options] = [columns['customizationprefix'], onCreate?.['customizationoptionvalueprefix']]
  const filter = `uniquename eq ${quoted(String(unique?.value))} and customizationprefix eq ${quoted(String(prefix))} and customizationoptionvalueprefix eq ${options}`
  const [found] = await readRows(call, 'publishers', filter, 'publisherid')
  return row({ ...wantedPublisher, id: String(found?.['publisherid'] ?? wantedPublisher.id) })(call)
}

/** Everything the installation or a package may have made. */
const all = (there: SolutionThere | undefined): readonly Find[] => [
  ...events,
  ...wantedViews(english.base).map((view) => row(view)),
  team,
  row(wantedRole(teamRole, anyUnit)),
  row(wantedRole(bridgeRole, anyUnit)),
  ...wantedColumns.map(column),
  ...statuses,
  ...solution(there),
  publisher,
]

const managedSolution: Installed = {
  what: String(wantedSolution('').what),
  keep: 'it came as a managed one; delete it (Power Apps, Solutions), which takes its columns with their values, views and security roles along',
  remove: async () => undefined,
}

/**
 * What the installation or a package made and is still there.
 * @param deleteColumns whether columns go together with the values that leads hold in them
 */
export const findInstalled = async (call: Dataverse, deleteColumns = false): Promise<readonly Installed[]> => {
  const there = await readSolution(call)
  const parts = there?.managed ? [...events, team, ...statuses] : all(there)
  const found = (await Promise.all(parts.map((find) => find(call)))).flatMap((part) => {
    if (!part) return []
    return [deleteColumns ? { what: part.what, remove: part.remove } : part]
  })
  return there?.managed ? [...found, managedSolution] : found
}

const inUse = ['0x80040227', '0x8004f01f']

/**
 * Removes what is there of ours. Leads and what came of them stay: they are the company's.
 * @returns what had to stay, with the reason
 */
export const uninstallFromSales = async (
  call: Dataverse,
  installed: readonly Installed[],
  say: (line: string) => void = () => undefined,
): Promise<readonly string[]> => {
  const kept: string[] = []
  for (const part of installed) {
    const { what, keep } = part
    if (keep) {
      kept.push(`${what}: ${keep}`)
      continue
    }
    say(`Removing ${what}…`)
    try {
      await part.remove(call)
    } catch (error) {
      if (!isRefusal(error, ...inUse)) throw error
      kept.push(`${what}: something else in the organization uses it`)
    }
  }
  return kept
}
