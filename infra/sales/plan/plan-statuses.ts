// The status reasons of ours: made where they are missing. Without them everything works, and each decision has its e-mail.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import type { Row } from '../organization/read-rows.ts'
import { solutionName } from '../wanted/solution.ts'
import { nameOfStatus, statusDefinition, type WantedStatus, wantedStatuses } from '../wanted/statuses.ts'
import type { Languages } from '../wanted/texts.ts'
import type { PlanItem } from './plan-item.ts'
import { choicesOf, type Named, renamedIn } from './plan-options.ts'

/** What people see of the reason; `undefined` where the table does not have it. */
const readStatus = async (call: Dataverse, { table, value, label }: WantedStatus): Promise<Named | undefined> => {
  const path = `EntityDefinitions(LogicalName='${table}')/Attributes(LogicalName='statuscode')/Microsoft.Dynamics.CRM.StatusAttributeMetadata?$select=LogicalName&$expand=OptionSet`
  const choices = choicesOf((await call({ method: 'GET', path })) as Row)
  return choices.has(value) ? { text: label, label: choices.get(value) } : undefined
}

/** Whether the table has the reason. */
export const hasStatus = async (call: Dataverse, status: WantedStatus): Promise<boolean> =>
  (await readStatus(call, status)) !== undefined

/**
 * Compares the reasons with the organization.
 * @param languages those of the organization, in which a new one is named
 */
export const planStatuses = (call: Dataverse, languages: Languages): Promise<PlanItem[]> =>
  Promise.all(
    wantedStatuses.map(async (status): Promise<PlanItem> => {
      const what = nameOfStatus(status)
      const there = await readStatus(call, status)
      if (there) {
        const renamed = renamedIn(there, languages)
        return { action: 'keep', what, differing: [], renamed, apply: async () => undefined }
      }
      const body = statusDefinition(status, solutionName, languages)
      return {
        action: 'create',
        what,
        differing: [],
        // Also where an earlier run made it and did not come to publish it, so that it is not seen.
        mayBeRefused: true,
        apply: async (by) => {
          await by({ method: 'POST', path: 'InsertStatusValue', body })
        },
      }
    }),
  )
