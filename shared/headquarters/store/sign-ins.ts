// One person per e-mail address may sign in: a second one would make sign-in fail for both. Addresses are stored as
// hashes only. https://learn.microsoft.com/dynamics365/commerce/dev-itpro/identity-record-linking

import { createHash } from 'node:crypto'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { objectOf, text } from '../../platform/shape.ts'
import { shardOf } from '../../platform/shards.ts'
import { removeUnchanged, type Table } from '../../platform/table.ts'
import { signInKey } from './keys.ts'

type SignIn = { readonly customerId: string }

const format = createRowFormat(objectOf<SignIn>({ customerId: text }))

const hashOf = (email: string): string => createHash('sha256').update(email.trim().toLowerCase()).digest('hex')

export type SignInStore = {
  /**
   * Claims an e-mail address for a person. Safe to repeat.
   * @returns `taken` when another person has it
   */
  readonly claim: (email: string, customerId: string) => Promise<'claimed' | 'taken'>
  /** Whether the address is nobody's, or this person's. */
  readonly isFree: (email: string, customerId: string) => Promise<boolean>
  /**
   * Gives up an address that a person does not sign in with any more. Another person's stays. Safe to repeat.
   * @returns `conflict` when the claim changed at the same moment, and may be there still
   */
  readonly release: (email: string, customerId: string) => Promise<'released' | 'conflict'>
}

export const createSignInStore = (table: Table): SignInStore => {
  const rows = createRows(table, format)
  const holderOf = async (hash: string): Promise<string | undefined> =>
    (await rows.read(shardOf(hash), signInKey(hash)))?.value.customerId
  return {
    claim: async (email, customerId) => {
      const hash = hashOf(email)
      const key = signInKey(hash)
      if ((await table.write(shardOf(hash), [rows.create(key, { customerId })])) === 'written') return 'claimed'
      return (await holderOf(hash)) === customerId ? 'claimed' : 'taken'
    },
    isFree: async (email, customerId) => [undefined, customerId].includes(await holderOf(hashOf(email))),
    release: async (email, customerId) => {
      const hash = hashOf(email)
      const row = await rows.read(shardOf(hash), signInKey(hash))
      if (row?.value.customerId !== customerId) return 'released'
      return (await table.write(shardOf(hash), [removeUnchanged(row)])) === 'written' ? 'released' : 'conflict'
    },
  }
}
