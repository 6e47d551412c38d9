// How a definition is named in an address, and the answer where there is none of that name.
import type { Segment } from '../addresses/address.ts'
import { badRequest, SalesError } from '../base/errors.ts'

/** The name in `(LogicalName='…')`. @throws SalesError 400 for a key of another form */
export const nameInKey = (segment: Segment): string => {
  const name = /^(?:LogicalName=)?'(\w+)'$/.exec(segment.key ?? '')?.[1]
  if (name === undefined) throw badRequest(`The key of '${segment.name}' must be LogicalName='…'.`)
  return name.toLowerCase()
}

/** @param what with its article, such as `an attribute` */
export const noSuchDefinition = (what: string, name: string): SalesError =>
  new SalesError(404, '0x80060888', `Could not find ${what} with LogicalName='${name}'.`)
