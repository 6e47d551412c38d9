// WinOpportunity and LoseOpportunity: close an opportunity and keep the record of its closing.

import { resolveBind } from '../addresses/target.ts'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, methodNotAllowed, notFound, SalesError } from '../base/errors.ts'
import { encodeEntity, encodeOption } from '../events/encode.ts'
import { type PipelineEvent, type Session, stamp } from '../organization/session.ts'
import { createRow } from '../rows/create-row.ts'
import { readInput } from '../rows/input.ts'
import { stateOfStatus } from '../rows/state.ts'
import { closeRow } from '../rows/update-row.ts'
import { isReference, type Value } from '../schema/types.ts'
import type { Row } from '../store/row.ts'
import { inside, tableNamed } from './nested.ts'
import { readBody, readWhole } from './parameters.ts'

const readClosing = (session: Session, body: unknown) => {
  const table = tableNamed(session, 'opportunityclose')
  const org = session.org
  const input = readInput({ schema: org.schema, table, resolve: resolveBind(org), deep: false }, body)
  const link = input.values['opportunityid']
  if (!isReference(link)) throw badRequest("'OpportunityClose' must bind 'opportunityid'.")
  const opportunity = org.store.get('opportunity', link.id)
  if (!opportunity) throw notFound('opportunity', link.id)
  return { table, input, opportunity }
}

const openOnly = (opportunity: Row): void => {
  if (opportunity.values['statecode'] === 0) return
  throw new SalesError(400, '0x80040515', 'The opportunity is already in the closed state.')
}

/** What closing sets on the opportunity: a won one is worth what was earned or, failing that, what was expected. */
const closedValues = (opportunity: Row, closing: Row, statecode: number): Record<string, Value> => {
  const end = String(closing.values['actualend']).slice(0, 10)
  const revenue = closing.values['actualrevenue'] ?? null
  const worth = revenue ?? (statecode === 1 ? (opportunity.values['estimatedvalue'] ?? null) : 0)
  return { actualclosedate: end, actualvalue: worth }
}

/**
 * Closes an opportunity as won or lost.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/winopportunity
 * @throws SalesError 400: 0x80040515 when it is closed, 0x80048408 when the status belongs to another state
 */
export const closeOpportunity = (
  session: Session,
  request: ApiRequest,
  { message, statecode }: { message: 'Win' | 'Lose'; statecode: 1 | 2 },
): ApiResponse => {
  const action = `${message}Opportunity`
  if (request.method !== 'POST') throw methodNotAllowed(request.method, action)
  const body = readBody(request.body, action, ['OpportunityClose', 'Status'])
  const status = readWhole(body, 'Status')
  const { table, input, opportunity } = readClosing(session, body['OpportunityClose'])
  const { org } = session
  const opportunities = tableNamed(session, 'opportunity')
  openOnly(opportunity)
  const statuscode = status === -1 ? (statecode === 1 ? 3 : 4) : status
  if (stateOfStatus(opportunities, statuscode) !== statecode) {
    throw new SalesError(
      400,
      '0x80048408',
      `${status} is not a valid status code for state code OpportunityState.${message === 'Win' ? 'Won' : 'Lost'} on opportunity with Id ${opportunity.id}.`,
    )
  }
  const event: PipelineEvent = {
    message,
    table: 'opportunity',
    id: opportunity.id,
    input: [
      {
        key: 'OpportunityClose',
        value: encodeEntity(org, table, input.id ?? '00000000-0000-0000-0000-000000000000', input.values),
      },
      { key: 'Status', value: encodeOption(statuscode) },
    ],
  }
  const nested = inside(session, event)
  const values = { actualend: stamp(org), ...input.values, statecode: 1, statuscode: 2 }
  const created = createRow(nested, table, { ...input, values })
  const closing = org.store.put(table.logicalName, created.id, {
    ...created.values,
    regardingobjectid: { table: 'opportunity', id: opportunity.id },
    opportunitystatecode: statecode,
    opportunitystatuscode: statuscode,
  })
  closeRow(nested, opportunities, opportunity, {
    ...closedValues(opportunity, closing, statecode),
    statecode,
    statuscode,
  })
  session.raise(session, event)
  return noContent()
}
