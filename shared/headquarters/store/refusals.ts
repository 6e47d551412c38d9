// Users who were not added, by when: what is left of one goes after a while, here as on its site.

import type { KeptMember } from '../../domain/customer-hierarchy.ts'
import { createRows } from '../../platform/row-format.ts'
import { put, remove, removeAll, type Table, type Write } from '../../platform/table.ts'
import { hierarchyFormat, memberFormat } from './hierarchy-formats.ts'
import { hierarchyKey, memberKey, refusedKey, refusedUntil } from './keys.ts'
import { countWrites } from './partner-index.ts'
import { userLine, userListed, userWrites } from './partner-lines.ts'

/** A user who was not added. */
export type Refusal = {
  readonly organizationId: string
  readonly userId: string
  /** Takes away what headquarters keeps of it, unless it is something else by now. */
  readonly forget: () => Promise<void>
}

export type Refusals = {
  /**
   * Those of one part that were refused before a time, oldest first; one storage transaction.
   * @param before ISO 8601
   */
  readonly due: (part: string, before: string, limit: number) => Promise<readonly Refusal[]>
}

const keysOf = (writes: readonly Write[]): string[] => writes.map(({ key }) => key)

/** What is stored with a member, so that one who was refused is found when its time has come. */
export const refusalWrites = (hierarchyId: string, { customerId, status, since }: KeptMember): Write[] =>
  status === 'Refused' && since !== undefined ? [put(refusedKey(since, hierarchyId, customerId), {})] : []

export const createRefusals = (table: Table): Refusals => {
  const hierarchies = createRows(table, hierarchyFormat)
  const members = createRows(table, memberFormat)

  const forget = async (part: string, key: string): Promise<void> => {
    const [, since = '', organizationId = '', userId = ''] = key.split('|')
    const [hierarchy, row] = await Promise.all([
      hierarchies.read(part, hierarchyKey(organizationId)),
      members.read(part, memberKey(organizationId, userId)),
    ])
    const isStill = row?.value.status === 'Refused' && row.value.since === since
    if (hierarchy && row && isStill) {
      const { listed } = row.value
      const line = userLine(hierarchy.value, row.value)
      const lines = userWrites(line, listed ?? userListed(line))
      const changes = (hierarchy.value.changes ?? 0) + 1
      // An earlier version wrote fewer lines: one that is not there refuses a transaction.
      if (!listed) await removeAll(table, part, keysOf(lines))
      const outcome = await table.write(part, [
        hierarchies.replace(hierarchy, { ...hierarchy.value, changes }),
        remove(memberKey(organizationId, userId)),
        ...(listed ? keysOf(lines).map(remove) : []),
        ...countWrites(organizationId, String(changes), [{ before: listed }]),
      ])
      // The next run looks at it again.
      if (outcome === 'conflict') return
    }
    await removeAll(table, part, [key])
  }

  return {
    due: async (part, before, limit) =>
      (await table.range(part, ...refusedUntil(before), limit)).map(({ key }) => {
        const [, , organizationId = '', userId = ''] = key.split('|')
        return { organizationId, userId, forget: () => forget(part, key) }
      }),
  }
}
