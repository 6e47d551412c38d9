// Tells sellers that a request was withdrawn: a note on the lead, which is closed where nobody works on it.

import type { Dataverse } from './dataverse.ts'
import { isDenied, SalesRefused } from './failures.ts'
import { owningTeamId, withdrawalNote } from './lead-rows.ts'
import type { AskOptional } from './optional-columns.ts'
import type { ReadRow } from './read-row.ts'
import type { LeadToClose } from './sales.ts'
import type { SalesRow } from './sales-row.ts'
import { leadState } from './sales-states.ts'
import { columnOf, rowOfShown, shownOf } from './shown-columns.ts'

const columns = 'statecode,_ownerid_value,_createdby_value,_modifiedby_value'
/** Its default status reason comes with it: organizations take others away. */
const disqualified = 2

/**
 * As we made it: nobody took it over, nobody changed it, and nothing was shown on it since, after which the app is the last
 * that changed it whoever did before.
 */
const isUntouched = (row: SalesRow): boolean =>
  row['_ownerid_value'] === owningTeamId &&
  row['_createdby_value'] === row['_modifiedby_value'] &&
  (shownOf('leads', row)?.status ?? 'Open') === 'Open'

/** Does something that is no harm if it was done before, or somebody was faster. */
const unlessRefused = async (call: Promise<unknown>, kinds: readonly SalesRefused['kind'][]): Promise<boolean> => {
  try {
    await call
    return true
  } catch (error) {
    if (error instanceof SalesRefused && kinds.includes(error.kind)) return false
    // An organization that was prepared by an earlier version does not let the app close leads: a person has to.
    if (isDenied(error)) return false
    throw error
  }
}

/** @returns `closed` also where it was; `left` where a seller has to close it; see `Sales.closeLead` */
export const createCloseLead =
  (call: Dataverse, read: ReadRow, askOptional: AskOptional) =>
  async (lead: LeadToClose): Promise<'closed' | 'left' | 'missing'> => {
    const { leadId } = lead
    const { answer: row } = await askOptional('lead to close', [
      () => read(`leads(${leadId})?$select=${columns},${columnOf.status}`),
      () => read(`leads(${leadId})?$select=${columns}`),
    ])
    if (!row) return 'missing'
    const state = leadState(row)
    if (state === 'Disqualified') return 'closed'
    const note = { ...withdrawalNote(lead), 'objectid_lead@odata.bind': `/leads(${leadId})` }
    // The note has an id of its own, so a repeat finds it there.
    await unlessRefused(call({ method: 'POST', path: 'annotations', body: note }), ['exists'])
    if (state !== 'Open' || !isUntouched(row)) return 'left'
    const isClosed = await unlessRefused(
      call({
        method: 'PATCH',
        path: `leads(${leadId})`,
        // In one write, as some organizations take no changes of what is closed.
        body: { statecode: disqualified, ...(shownOf('leads', row) ? rowOfShown({ status: 'Withdrawn' }) : {}) },
        headers: { 'if-match': String(row['@odata.etag']) },
      }),
      ['changed', 'closed', 'missing'],
    )
    return isClosed ? 'closed' : 'left'
  }
