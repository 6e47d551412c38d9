// Which row of an organization is which currency: amounts name theirs by its id. Asked only where an amount is read or
// written, and at most once an hour; anew where one is not found.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/transactioncurrency

import type { Dataverse } from './dataverse.ts'
import { isDenied } from './failures.ts'
import { idOf, type SalesRow, textOf } from './sales-row.ts'

export type Currencies = {
  /** The ISO code of a currency, also of one that is not used any more; `undefined` where it cannot be told. */
  readonly codeOf: (id: string) => Promise<string | undefined>
  /** The id of an active currency; `undefined` where the organization has none of this code. */
  readonly idOf: (code: string) => Promise<string | undefined>
}

const freshForMs = 3_600_000
/** One that was missing is not asked for again sooner. */
const missingForMs = 60_000

type Known = { readonly codes: ReadonlyMap<string, string>; readonly ids: ReadonlyMap<string, string> }

const path = 'transactioncurrencies?$select=transactioncurrencyid,isocurrencycode,statecode'

/** @param now milliseconds */
export const createCurrencies = (call: Dataverse, now: () => number): Currencies => {
  let latest: { readonly known: Promise<Known>; readonly at: number } | undefined

  const read = async (): Promise<Known> => {
    const { value = [] } = (await call({ method: 'GET', path })) as { value?: readonly SalesRow[] }
    const rows = value.flatMap((row) => {
      const [id, code] = [idOf(row['transactioncurrencyid']), textOf(row['isocurrencycode'])]
      return id === undefined || code === undefined ? [] : [{ id, code, isActive: row['statecode'] !== 1 }]
    })
    return {
      codes: new Map(rows.map(({ id, code }) => [id, code])),
      ids: new Map(rows.flatMap(({ id, code, isActive }) => (isActive ? [[code, id]] : []))),
    }
  }

  const find = async (pick: (known: Known) => string | undefined): Promise<string | undefined> => {
    if (latest && now() - latest.at < freshForMs) {
      const found = pick(await latest.known)
      if (found !== undefined || now() - latest.at < missingForMs) return found
    }
    const asked = { known: read(), at: now() }
    latest = asked
    // A failure is no answer to keep.
    asked.known.catch(() => {
      if (latest === asked) latest = undefined
    })
    return pick(await asked.known)
  }

  return {
    codeOf: async (id) => {
      try {
        return await find(({ codes }) => codes.get(id))
      } catch (error) {
        if (isDenied(error)) return undefined
        throw error
      }
    },
    idOf: (code) => find(({ ids }) => ids.get(code)),
  }
}
