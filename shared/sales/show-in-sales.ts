// Writes what Sales shows of headquarters: one batch for many rows, in which a refused part does not stop the others.

import { deriveId } from '../platform/ids.ts'
import { type PartResult, writeInBatch } from './create-batch.ts'
import type { Dataverse, DataverseRequest } from './dataverse.ts'
import { isDenied, SalesRefused } from './failures.ts'
import { markerColumn } from './marker.ts'
import type { RowToShow, ShownInSales, ShownNote } from './sales.ts'
import { rowOfShown } from './shown-columns.ts'
import { shownNoteRow } from './shown-notes.ts'

/** How long it is remembered that an organization does not let these rows be written. */
const rememberedMs = 3_600_000

const requestOf = ({ set, id, etag = '*', marker, values }: RowToShow): DataverseRequest => ({
  method: 'PATCH',
  path: `${set}(${id})`,
  body: { ...(marker === undefined ? {} : { [markerColumn]: marker }), ...rowOfShown(values) },
  // Never makes a row that is gone, nor writes over what was changed since it was read.
  headers: { 'if-match': etag },
})

const noteRequest = (note: ShownNote): DataverseRequest => ({
  method: 'POST',
  path: 'annotations',
  body: shownNoteRow(note),
})

/** What kind of rows an organization refuses as a whole: closed ones, or those of a table that the app may not write. */
const refusedKind = ({ set, isClosed }: RowToShow, result: PartResult): string | undefined => {
  if (isClosed && result instanceof SalesRefused && result.kind === 'closed') return `closed ${set}`
  return isDenied(result) ? set : undefined
}

/** @param now milliseconds */
export const createShowInSales = (call: Dataverse, now: () => number): ShownInSales => {
  const refusedUntil = new Map<string, number>()
  const isRefused = (kind: string): boolean => (refusedUntil.get(kind) ?? 0) > now()
  const mayBeWritten = ({ set, isClosed }: RowToShow): boolean =>
    !isRefused(set) && !(isClosed && isRefused(`closed ${set}`))

  return {
    show: async (rows, notes = []) => {
      const written = rows.filter(mayBeWritten)
      const requests = [...written.map(requestOf), ...notes.map(noteRequest)]
      if (requests.length === 0) return 0
      const ids = [...written.map(({ id }) => id), ...notes.map(({ noteId }) => noteId)]
      const results = await writeInBatch(call, requests, deriveId('shown', ...ids))
      for (const [at, row] of written.entries()) {
        const kind = refusedKind(row, results[at])
        if (kind !== undefined) refusedUntil.set(kind, now() + rememberedMs)
      }
      return results.slice(0, written.length).filter((result) => result === undefined).length
    },
  }
}
