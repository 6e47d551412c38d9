// One person per e-mail address may sign in: a second one would make sign-in fail for both. Addresses are stored as
// hashes only. https://learn.microsoft.com/dynamics365/commerce/dev-itpro/identity-record-linking

import { addressHash } from '../../channel/address-hash.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { listOf, objectOf, text } from '../../platform/shape.ts'
import { shardOf } from '../../platform/shards.ts'
import { removeUnchanged, type Table } from '../../platform/table.ts'
import { signInKey } from './keys.ts'

/** @member organizationIds for which the person signs in; absent on rows of earlier versions, until job 1010 has told again */
type SignIn = { readonly customerId: string; readonly organizationIds?: readonly string[] }

const format = createRowFormat(objectOf<SignIn>({ customerId: text }, { organizationIds: listOf(text) }))

/** A row that is there and gone in turn; two are usual where one leaves what another claims. */
const tries = 3

export type SignInStore = {
  /**
   * Claims an e-mail address for a person, and says for which organizations it signs in. Safe to repeat.
   * @returns `taken` when another person has it
   */
  readonly claim: (
    email: string,
    customerId: string,
    organizationIds?: readonly string[],
  ) => Promise<'claimed' | 'taken'>
  /** Who signs in with an address, and for which organizations; one storage transaction. */
  readonly holder: (
    email: string,
  ) => Promise<{ readonly customerId: string; readonly organizationIds: readonly string[] } | undefined>
  /** The same by the SHA-256 of the address without spaces around it, in lower case; in hexadecimal digits. */
  readonly holderOfHash: (
    hash: string,
  ) => Promise<{ readonly customerId: string; readonly organizationIds: readonly string[] } | undefined>
  /**
   * A person signs in for an organization no more, with this address; it is given up with the last of them. Safe to repeat.
   * @returns `conflict` as below
   */
  readonly leave: (email: string, customerId: string, organizationId: string) => Promise<'released' | 'conflict'>
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
  const holderOfHash: SignInStore['holderOfHash'] = async (hash) => {
    const row = await rows.read(shardOf(hash), signInKey(hash))
    return row && { organizationIds: [], ...row.value }
  }
  return {
    claim: async (email, customerId, organizationIds = []) => {
      const hash = addressHash(email)
      const key = signInKey(hash)
      const made: SignIn = organizationIds.length > 0 ? { customerId, organizationIds } : { customerId }
      for (let attempt = 0; attempt < tries; attempt += 1) {
        if ((await table.write(shardOf(hash), [rows.create(key, made)])) === 'written') return 'claimed'
        const row = await rows.read(shardOf(hash), key)
        if (!row) continue
        if (row.value.customerId !== customerId) return 'taken'
        const { organizationIds: known = [] } = row.value
        const all = [...new Set([...known, ...organizationIds])]
        if (all.length === known.length) return 'claimed'
        const next = rows.replace(row, { customerId, organizationIds: all })
        if ((await table.write(shardOf(hash), [next])) === 'written') return 'claimed'
      }
      return 'taken'
    },
    holder: (email) => holderOfHash(addressHash(email)),
    holderOfHash,
    leave: async (email, customerId, organizationId) => {
      const hash = addressHash(email)
      const row = await rows.read(shardOf(hash), signInKey(hash))
      if (row?.value.customerId !== customerId) return 'released'
      const left = row.value.organizationIds?.filter((id) => id !== organizationId) ?? []
      const write = left.length > 0 ? rows.replace(row, { customerId, organizationIds: left }) : removeUnchanged(row)
      return (await table.write(shardOf(hash), [write])) === 'written' ? 'released' : 'conflict'
    },
    isFree: async (email, customerId) => [undefined, customerId].includes(await holderOf(addressHash(email))),
    release: async (email, customerId) => {
      const hash = addressHash(email)
      const row = await rows.read(shardOf(hash), signInKey(hash))
      if (row?.value.customerId !== customerId) return 'released'
      return (await table.write(shardOf(hash), [removeUnchanged(row)])) === 'written' ? 'released' : 'conflict'
    },
  }
}
