// The ids that a step needs of the organization it is registered in; they differ from organization to organization.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { oneOf, quoted, readRows } from '../organization/read-rows.ts'
import { everyStep, type WantedStep } from '../wanted/steps.ts'

type StepIds = { readonly messageId: string; readonly filterId: string }

/**
 * Reads the ids of the messages and of their filters for our tables.
 * @returns gives the ids for a step; throws Error when the organization does not know its message or table
 */
export const readStepIds = async (call: Dataverse): Promise<(step: WantedStep) => StepIds> => {
  const names = [...new Set(everyStep.map((step) => quoted(step.message)))]
  const messages = await readRows(call, 'sdkmessages', oneOf('name', names), 'sdkmessageid,name')
  const tables = [...new Set(everyStep.map((step) => quoted(step.table)))]
  const ids = messages.map((message) => String(message['sdkmessageid']))
  const filters = await readRows(
    call,
    'sdkmessagefilters',
    `(${oneOf('primaryobjecttypecode', tables)}) and (${oneOf('_sdkmessageid_value', ids)})`,
    'sdkmessagefilterid,primaryobjecttypecode,_sdkmessageid_value',
  )
  return (step) => {
    const messageId = messages.find((row) => row['name'] === step.message)?.['sdkmessageid']
    const filterId = filters.find(
      (row) => row['primaryobjecttypecode'] === step.table && row['_sdkmessageid_value'] === messageId,
    )?.['sdkmessagefilterid']
    if (typeof messageId !== 'string' || typeof filterId !== 'string')
      throw new Error(
        `The organization does not know the message ${step.message} of ${step.table}; is Dynamics 365 Sales installed?`,
      )
    return { messageId, filterId }
  }
}
