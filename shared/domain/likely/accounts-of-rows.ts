// Which accounts of Sales companies of a file may be: those with the same name, whatever its letters, or the same address.

import { folded } from '../text.ts'

type Company = { readonly name: string; readonly email?: string }

/**
 * @param rows companies by whatever names them
 * @returns the first account of each row that has one
 */
export const accountsOfRows = <Key, Account extends { readonly name?: string; readonly email?: string }>(
  rows: ReadonlyMap<Key, Company>,
  accounts: readonly Account[],
): ReadonlyMap<Key, Account> => {
  const byText = new Map<string, Account>()
  for (const account of accounts.toReversed())
    for (const text of [account.name, account.email]) if (text !== undefined) byText.set(folded(text), account)
  return new Map(
    [...rows].flatMap(([key, { name, email }]) => {
      const account = byText.get(folded(name)) ?? (email === undefined ? undefined : byText.get(folded(email)))
      return account ? [[key, account] as const] : []
    }),
  )
}
