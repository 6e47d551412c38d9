// Users who were not added, by when: what is left of one goes after a while, here as on its site.

import type { KeptMember } from '../../domain/customer-hierarchy.ts'
import { createRows } from '../../platform/row-format.ts'
import { put, removeAll, type Table, type Write } from '../../platform/table.ts'
import { hierarchyFormat, memberFormat } from './hierarchy-formats.ts'
import { hierarchyKey, memberKey, refusedKey, refusedUntil } from './keys.ts'
import { statusOf, userLine, userWrites } from './partner-lines.ts'

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
    // Its lines first: whoever is cut off here comes by again.
    if (hierarchy && row && isStill) {
      const lines = userWrites(userLine(hierarchy.value, row.value), {
        name: row.value.name,
        status: statusOf(row.value),
      })
      await removeAll(
        table,
        part,
        lines.map((line) => line.key),
      )
      await removeAll(table, part, [memberKey(organizationId, userId)])
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
