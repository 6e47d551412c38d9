// What is checked of the test lead: that people see it where they should, and nowhere else.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { unlessMissing } from '../../../shared/sales/failures.ts'
import { owningTeamId } from '../../../shared/sales/lead-rows.ts'
import type { Row } from '../organization/read-rows.ts'
import { viewId } from '../wanted/view.ts'
import { type Check, failed, ok, runCheck } from './check.ts'

/** The lead with its owner and its notes; `undefined` when there is none. */
export const readLead = async (call: Dataverse, id: string): Promise<Row | undefined> => {
  const path = `leads(${id})?$select=_ownerid_value&$expand=Lead_Annotation($select=subject)`
  return (await unlessMissing(call({ method: 'GET', path }))) as Row | undefined
}

/** @param lead as `readLead` gives it */
export const checkLead = async (call: Dataverse, id: string, lead: Row): Promise<readonly Check[]> => {
  const notes = Array.isArray(lead['Lead_Annotation']) ? lead['Lead_Annotation'].length : 0
  const view = await runCheck('lead in the view', async () => {
    // The newest lead stands first, so the first page shows it.
    const page = (await call({ method: 'GET', path: `leads?savedQuery=${viewId}` })) as { value?: Row[] }
    return page.value?.some((row) => row['leadid'] === id)
      ? ok('lead in the view', 'it is in All commerce B2B leads')
      : failed('lead in the view', 'it is missing; install again, and see whether its prospect number was emptied')
  })
  return [
    ...view,
    notes === 1
      ? ok('note on the lead', 'it says where the lead came from')
      : failed('note on the lead', `${notes} notes instead of 1; may the application user create notes?`),
    lead['_ownerid_value'] === owningTeamId
      ? ok('owner of the lead', 'the team Commerce B2B onboarding, so it is in nobody’s My Open Leads')
      : failed('owner of the lead', 'somebody else; does a rule or a flow assign new leads?'),
  ]
}
