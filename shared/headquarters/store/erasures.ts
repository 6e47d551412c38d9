// What is to be erased and what was: an intent for each that stays until all of it is done, and then one row by which the
// same is known again. Neither says whom it was about: ids, and keys of rows, which hold hashes.

import { type Actor, actorKinds } from '../../domain/acts.ts'
import { type ErasureCause, erasureCauses } from '../../domain/erasure.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { listOf, number, objectOf, oneOf, recordOf, text } from '../../platform/shape.ts'
import { remove, type Table } from '../../platform/table.ts'
import type { MatchPlaces } from './match-index.ts'

export type ErasureIntent = {
  readonly prospectId: string
  readonly because: ErasureCause
  readonly who: Actor
  /** Of whoever asked for it: without a name of the person. */
  readonly why?: string
  /** ISO 8601. */
  readonly at: string
  /** Where it stands in the index of what prospects have in common; nobody can tell once it is erased. */
  readonly places: MatchPlaces
  /** Hashes of the addresses that it was mailed at. */
  readonly addresses: readonly string[]
  /** What there is to erase, by its kind. */
  readonly counts: Readonly<Record<string, number>>
}

export type Erased = Pick<ErasureIntent, 'prospectId' | 'because' | 'at'>

export type Erasures = {
  /** Stores that something is to be erased; the effect must not begin before. */
  readonly put: (intent: ErasureIntent) => Promise<void>
  readonly read: (prospectId: string) => Promise<ErasureIntent | undefined>
  /** Some that are not done; one storage transaction. */
  readonly waiting: (limit: number) => Promise<readonly ErasureIntent[]>
  /** All of it is done. Safe to repeat. */
  readonly done: (intent: ErasureIntent) => Promise<void>
  /** It is not to be erased after all. */
  readonly drop: (prospectId: string) => Promise<void>
  /** Where a run that was bounded or cut off left off; the beginning otherwise. */
  readonly place: () => Promise<ErasurePlace>
  readonly keepPlace: (place: ErasurePlace) => Promise<void>
}

/** @member part its place among all. @member from where in its list to go on */
export type ErasurePlace = { readonly part: number; readonly from?: string }

const partition = 'erasures'
const placeKey = 'place'
const waitKey = (prospectId: string): string => `wait|${prospectId}`
const doneKey = (prospectId: string): string => `done|${prospectId}`

const intentFormat = createRowFormat(
  objectOf<ErasureIntent>(
    {
      prospectId: text,
      because: oneOf(erasureCauses),
      who: objectOf<Actor>({ kind: oneOf(actorKinds), id: text }, { name: text }),
      at: text,
      places: objectOf<MatchPlaces>({ held: listOf(text), found: listOf(text) }),
      addresses: listOf(text),
      counts: recordOf(number),
    },
    { why: text },
  ),
)
const placeFormat = createRowFormat(objectOf<ErasurePlace>({ part: number }, { from: text }))
const doneFormat = createRowFormat(objectOf<Erased>({ prospectId: text, because: oneOf(erasureCauses), at: text }))

export const createErasures = (table: Table): Erasures => {
  const intents = createRows(table, intentFormat)
  const ended = createRows(table, doneFormat)
  const places = createRows(table, placeFormat)
  return {
    put: async (intent) => {
      await table.write(partition, [intents.put(waitKey(intent.prospectId), intent)])
    },
    read: async (prospectId) => (await intents.read(partition, waitKey(prospectId)))?.value,
    waiting: async (limit) => (await intents.range(partition, 'wait|', 'wait}', limit)).map(({ value }) => value),
    done: async ({ prospectId, because, at }) => {
      // One that is gone was ended by another run.
      await table.write(partition, [
        ended.put(doneKey(prospectId), { prospectId, because, at }),
        remove(waitKey(prospectId)),
      ])
    },
    drop: async (prospectId) => {
      await table.write(partition, [remove(waitKey(prospectId))])
    },
    place: async () => (await places.read(partition, placeKey))?.value ?? { part: 0 },
    keepPlace: async (place) => {
      await table.write(partition, [places.put(placeKey, place)])
    },
  }
}
