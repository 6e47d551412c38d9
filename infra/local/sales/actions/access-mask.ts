// What may be done with one row, as the Web API spells it: names separated by commas, each a bit of a mask.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/accessrights
import { badRequest } from '../base/errors.ts'
import { accessRights, type Right } from '../security/privileges.ts'

const order: readonly Right[] = ['Read', 'Write', 'Append', 'AppendTo', 'Create', 'Delete', 'Share', 'Assign']

/** The rights of a mask, in the order in which the service names them. */
export const rightsIn = (mask: number): Right[] => order.filter((right) => (mask & accessRights[right]) !== 0)

export const maskNames = (mask: number): string =>
  rightsIn(mask)
    .map((right) => `${right}Access`)
    .join(',') || 'None'

/** Reads names such as `ReadAccess, WriteAccess`. @throws SalesError 400 for another one */
export const readMask = (text: unknown): number => {
  if (typeof text !== 'string') throw badRequest("The parameter 'AccessMask' is required.")
  if (text.trim() === 'None') return 0
  return text.split(',').reduce((mask, part) => {
    const right = order.find((each) => `${each}Access` === part.trim())
    if (!right) throw badRequest(`Cannot convert the literal '${part.trim()}' to the expected type 'AccessRights'.`)
    return mask | accessRights[right]
  }, 0)
}
