// Takes one request of the Web API to its answer, whoever brings it: a socket, a batch or the pages.

import { readAddress } from '../addresses/address.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, methodNotAllowed } from '../base/errors.ts'
import { refusal } from '../base/refusal.ts'
import { readEntityDefinitions } from '../definitions/read-definitions.ts'
import { writeEntityDefinitions } from '../definitions/write-definitions.ts'
import { createSession, type Org, type Session, type User } from '../organization/session.ts'
import { needPrivilege, needRole } from '../security/rights.ts'
import { metadataDocument } from './csdl.ts'
import { actingUser } from './impersonate.ts'
import { boundOperations, lastingOperations, unboundOperations } from './operations.ts'
import { checkOptions } from './query.ts'
import { routeRow, routeSet } from './route.ts'
import { serviceDocument } from './service-document.ts'

export type Engine = { readonly org: Org; readonly raise: Session['raise'] }

const route = (engine: Engine, caller: User, request: ApiRequest): ApiResponse => {
  const user = actingUser(engine.org, caller, request.headers)
  const { segments, query } = readAddress(request.path)
  needRole(engine.org, user.id)
  checkOptions(query)
  const [first, ...rest] = segments
  if (!first || first.name === '$metadata') {
    if (request.method !== 'GET') throw methodNotAllowed(request.method, first?.name ?? '')
    return first ? metadataDocument(engine.org) : serviceDocument(engine.org)
  }
  if (first.name === 'EntityDefinitions') {
    if (request.method === 'GET') {
      needPrivilege(engine.org, user.id, 'prvReadEntity')
      if (rest[0]?.name === 'Attributes') needPrivilege(engine.org, user.id, 'prvReadAttribute')
      return readEntityDefinitions(engine.org, segments, query)
    }
    return engine.org.store.transact(() => writeEntityDefinitions(engine.org, user, request, segments))
  }
  const session = createSession(engine.org, user, engine.raise, query.get('tag'))
  const lasting = rest.length === 0 ? lastingOperations[first.name] : undefined
  if (lasting) return lasting(session, request, first)
  return engine.org.store.transact(() => {
    const unbound = unboundOperations[first.name]
    if (unbound && rest.length === 0) return unbound(session, request, first)
    const operation = /^Microsoft\.Dynamics\.CRM\.(\w+)$/.exec(rest.at(-1)?.name ?? '')?.[1]
    const bound = operation === undefined ? undefined : boundOperations[operation]
    if (operation !== undefined && !bound)
      throw badRequest(`Request message has unresolved parameters: '${operation}'.`)
    if (bound) return bound(session, request, first)
    if (first.key === undefined) return routeSet(session, request, first, rest, query)
    return routeRow(session, request, first, rest, query)
  })
}

/** `If-Match: null` and `If-None-Match: null`, which the documentation's examples send, mean no condition. */
const withoutNullConditions = (request: ApiRequest): ApiRequest => ({
  ...request,
  headers: Object.fromEntries(
    Object.entries(request.headers).filter(([name, value]) => !(name.startsWith('if-') && value.trim() === 'null')),
  ),
})

/**
 * Handles a request for a user. All its effects are one transaction; a refusal has none.
 * Every answer carries `OData-Version`.
 */
export const handle = (engine: Engine, user: User, request: ApiRequest): ApiResponse => {
  const answer = () => {
    try {
      return route(engine, user, withoutNullConditions(request))
    } catch (error) {
      return refusal(error)
    }
  }
  const { status, headers, body } = answer()
  return { status, headers: { 'OData-Version': '4.0', ...headers }, body }
}
