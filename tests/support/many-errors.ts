// Catch-up errors put into the storage of a running environment, as if work had been given up.

import { randomUUID } from 'node:crypto'
import { TableClient } from '@azure/data-tables'
import { writeLeadMessage } from '../../shared/domain/messages.ts'
import type { CatchUpError } from '../../shared/dual-write/store/catch-up-error.ts'
import { createCatchUpErrorStore } from '../../shared/dual-write/store/catch-up-errors.ts'
import { createAzureTable } from '../../shared/platform/azure-table.ts'
import { deriveId } from '../../shared/platform/ids.ts'

const begin = Date.parse('2026-11-21T08:00:00.000Z')

export const errorNumber = (n: number, more: Partial<CatchUpError> = {}): CatchUpError => {
  const at = new Date(begin + n * 1000).toISOString()
  return {
    errorId: deriveId('error of a test', n),
    queue: 'sales-writes',
    code: 'sales-0x80040333',
    // Nobody has this prospect, so a retry fails for good, with another reason.
    message: writeLeadMessage(deriveId('nobody', n)),
    tries: 1,
    firstAt: at,
    lastAt: at,
    state: 'Open',
    ...more,
  }
}

/** The errors of an environment, to be read and added to. */
export const errorsOf = ({ storage }: { readonly storage: string }) =>
  createCatchUpErrorStore(
    createAzureTable(
      TableClient.fromConnectionString(storage, 'DualWrite', { allowInsecureConnection: true }),
      randomUUID,
    ),
  )

/** Records many, some at a time. */
export const recordMany = async (
  { record }: Pick<ReturnType<typeof errorsOf>, 'record'>,
  errors: readonly CatchUpError[],
): Promise<void> => {
  for (let from = 0; from < errors.length; from += 16) await Promise.all(errors.slice(from, from + 16).map(record))
}
