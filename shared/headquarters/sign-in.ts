// One person per e-mail address may sign in: a second one would make sign-in fail for both.
// https://learn.microsoft.com/dynamics365/commerce/dev-itpro/identity-record-linking

import { createHash } from 'node:crypto'
import { create, removeUnchanged, type Table } from '../platform/table.ts'
import { signInKey } from './keys.ts'

type SignIn = { readonly customerId: string }

const placeOf = (email: string) => {
  const hash = createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
  return { hash, partition: hash.charAt(0) }
}

/**
 * Claims an e-mail address for a person. Safe to repeat. The address is stored as a hash only.
 * @returns `taken` when another person has it
 */
export const claimSignIn = async (table: Table, email: string, customerId: string): Promise<'claimed' | 'taken'> => {
  const { hash, partition } = placeOf(email)
  const value: SignIn = { customerId }
  if ((await table.write(partition, [create(signInKey(hash), value)])) === 'written') return 'claimed'
  const row = await table.read<SignIn>(partition, signInKey(hash))
  return row?.value.customerId === customerId ? 'claimed' : 'taken'
}

/** Gives up an address that a person does not sign in with any more. Another person's stays. */
export const releaseSignIn = async (table: Table, email: string, customerId: string): Promise<void> => {
  const { hash, partition } = placeOf(email)
  const row = await table.read<SignIn>(partition, signInKey(hash))
  if (row?.value.customerId === customerId) await table.write(partition, [removeUnchanged(row)])
}
