// Removes from an organization what the installation added, and nothing else: rows with our ids, last made first gone.

import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../shared/sales/failures.ts'
import type { Row } from './read-org.ts'
import { type WantedRow, wantedPublisher, wantedSolution, wantedSteps, wantedView } from './wanted.ts'
import { wantedEndpoint, wantedImage, wantedStep } from './wanted-events.ts'

type Ours = Pick<WantedRow, 'what' | 'set' | 'key' | 'id'>

/** Everything the installation may have made; images before their steps, steps before the endpoint. */
const ours: readonly Ours[] = [
  ...wantedSteps.flatMap((step) => [...(step.image ? [wantedImage(step, step.image)] : []), wantedStep(step, '', '')]),
  wantedEndpoint(undefined, undefined),
  wantedView(''),
  wantedSolution(''),
  wantedPublisher,
]

const unlessMissing = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    return await call
  } catch (error) {
    if (error instanceof SalesRefused && error.kind === 'missing') return undefined
    throw error
  }
}

/** What the installation made and is still there. */
export const findInstalled = async (call: Dataverse): Promise<readonly Ours[]> => {
  const found = await Promise.all(
    ours.map(
      ({ set, id, key }) =>
        unlessMissing(call({ method: 'GET', path: `${set}(${id})?$select=${key}` })) as Promise<Row | undefined>,
    ),
  )
  return ours.filter((_, at) => found[at] !== undefined)
}

const inUse = '0x80040227'

/**
 * Removes what is there of ours. Leads and what came of them stay: they are the company's.
 * @returns what had to stay because something else in the organization uses it
 */
export const uninstallFromSales = async (
  call: Dataverse,
  installed: readonly Ours[],
  say: (line: string) => void = () => undefined,
): Promise<readonly string[]> => {
  const kept: string[] = []
  for (const row of installed) {
    say(`Removing ${row.what}…`)
    try {
      await unlessMissing(call({ method: 'DELETE', path: `${row.set}(${row.id})` }))
    } catch (error) {
      if (!(error instanceof SalesRefused && error.code === inUse)) throw error
      kept.push(row.what)
    }
  }
  return kept
}
