// Leads of ours that belong to the application user: after the installation was removed and made again they do, until they
// are given back to the team.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { owningTeamId } from '../../../shared/sales/lead-rows.ts'
import { readRows } from '../organization/read-rows.ts'
import type { PlanItem } from './plan-item.ts'

const perPage = 1000

const readKept = (call: Dataverse, userId: string) =>
  readRows(call, 'leads', `_ownerid_value eq ${userId} and cb2b_prospectnumber ne null`, `leadid&$top=${perPage}`)

/** How many leads of ours the application user owns, up to a thousand. */
export const countKept = async (call: Dataverse, applicationUserId: string): Promise<number> =>
  (await readKept(call, applicationUserId)).length

/** Gives them to the team, page by page. */
export const planReturn = (applicationUserId: string, count: number): PlanItem[] => {
  if (count === 0) return []
  return [
    {
      action: 'update',
      what: `owner of the leads that belong to the application user`,
      differing: [count < perPage ? `${count} of them` : `${count} and more of them`],
      apply: async (by) => {
        for (;;) {
          const rows = await readKept(by, applicationUserId)
          for (const row of rows)
            await by({
              method: 'PATCH',
              path: `leads(${row['leadid']})`,
              body: { 'ownerid@odata.bind': `/teams(${owningTeamId})` },
              headers: { 'if-match': '*' },
            })
          if (rows.length < perPage) return
        }
      },
    },
  ]
}
