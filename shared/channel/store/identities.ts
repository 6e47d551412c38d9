// Which person a site's user is. Made by the first statement with the person's address, and never changed: another address
// in a later statement moves nothing.

import { hash } from 'node:crypto'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { objectOf, text } from '../../platform/shape.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Table } from '../../platform/table.ts'

/** Who says it, and whom: together one user of a site. */
export type Identity = { readonly iss: string; readonly sub: string }

/** @member organizationId one that the person is in */
export type IdentityLink = { readonly userId: string; readonly organizationId: string; readonly at: string }

const identityKey = (name: string): string => `identity|${name}`

const linkFormat = createRowFormat(objectOf<IdentityLink>({ userId: text, organizationId: text, at: text }))

export type Identities = {
  /** One storage transaction. */
  readonly read: (identity: Identity) => Promise<IdentityLink | undefined>
  /** Links for good; one storage transaction. @returns the link that there is now, which may be an earlier one */
  readonly link: (identity: Identity, link: IdentityLink) => Promise<IdentityLink>
}

/** Names an identity in keys, so that nothing of what the issuer says is stored. */
export const identityHash = ({ iss, sub }: Identity): string => hash('sha256', JSON.stringify([iss, sub]))

export const createIdentities = (table: Table): Identities => {
  const rows = createRows(table, linkFormat)
  const read = async (identity: Identity): Promise<IdentityLink | undefined> => {
    const name = identityHash(identity)
    return (await rows.read(shardOf(name), identityKey(name)))?.value
  }
  return {
    read,
    link: async (identity, link) => {
      const name = identityHash(identity)
      const stored = await table.write(shardOf(name), [rows.create(identityKey(name), link)])
      return stored === 'written' ? link : ((await read(identity)) ?? link)
    },
  }
}
