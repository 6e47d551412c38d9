// What Admins of a partner ask for: users added, changed and removed. 202 means that it is stored; headquarters applies it
// with its jobs, and the list shows until then what is pending.

import { hash, randomUUID } from 'node:crypto'
import type { AskedUserChange, AskOutcome } from '../../shared/channel/ask-user-change.ts'
import { leavesRoles } from '../../shared/channel/site.ts'
import { type AskedChange, readNewUser, readUserChange } from '../../shared/domain/users/user-fields.ts'
import { json, type WebAnswer } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { ProblemCode } from '../problems.ts'
import type { SiteServices } from '../site-services.ts'
import type { SiteUser, Visit } from '../visit.ts'
import { forUser } from '../with-site-services.ts'

const visibleAscii = /^[\x21-\x7e]{1,255}$/

type UserVisit = Visit & { readonly user: SiteUser }
type Refused = Extract<AskOutcome, { readonly outcome: 'refused' }>['code']

const refusedAs = (code: Refused): ProblemCode => {
  if (code === 'key-reused') return 'idempotency-key-reused'
  return code === 'user-unknown' ? 'not-found' : code
}

const ask = async (
  services: SiteServices,
  { user: { partner, channels }, refuse }: UserVisit,
  asked: AskedUserChange,
  answer: (accepted: Extract<AskOutcome, { readonly outcome: 'accepted' }>) => WebAnswer,
) => {
  const rolesFixed = leavesRoles(services.site, partner.organization.value.channels, channels)
  const outcome = await services.askUserChange({ ...asked, rolesFixed }, partner)
  return outcome.outcome === 'accepted'
    ? answer(outcome)
    : refuse(refusedAs(outcome.code), undefined, outcome.retryAfter)
}

/** POST /api/organization/users */
export const addOrganizationUser = forUser(async (visit, services) => {
  const { request, body, user, refuse } = visit
  const given = request.headers.get('idempotency-key') ?? randomUUID()
  if (!visibleAscii.test(given)) return refuse('invalid-idempotency-key')
  // Of the site that used it: another one counts by itself.
  const key = [...user.channels, given].join(' ')
  const read = readNewUser(body)
  if ('errors' in read) return refuse('invalid-request', read.errors)
  const { organizationId, userId: by } = user.user.value
  const { change } = read
  if (change.kind !== 'add') throw new Error('What adds a user was read as something else.')
  const bodyHash = hash('sha256', JSON.stringify([change.fields, change.role]))
  return ask(services, visit, { organizationId, by, change, key, bodyHash }, ({ userId }) =>
    json(202, { userId, status: 'Pending' }),
  )
})

type Change = Exclude<AskedChange, { kind: 'add' }>

/** Asks for a change of the user whom the address names. @param seen the state that the caller saw */
const askNamed = (visit: UserVisit, services: SiteServices, change: Change, seen: { readonly etag?: string } = {}) => {
  const { request, user } = visit
  const { organizationId, userId: by } = user.user.value
  // What is no id at all is looked for like one that nobody has, so neither is told apart from a stranger's.
  const userId = asGuid(request.params['userId']) ?? ''
  return ask(services, visit, { organizationId, by, userId, change, ...seen }, (accepted) =>
    json(202, { userId: accepted.userId, pending: { kind: accepted.pending } }),
  )
}

const changeNamed = (visit: UserVisit, services: SiteServices, change: Change) => {
  const etag = visit.request.headers.get('if-match')
  if (etag === null) return visit.refuse('precondition-required')
  return askNamed(visit, services, change, etag.trim() === '*' ? {} : { etag: etag.trim() })
}

/** PATCH /api/organization/users/{userId} */
export const changeOrganizationUser = forUser((visit, services) => {
  const read = readUserChange(visit.body)
  if ('errors' in read) return visit.refuse('invalid-request', read.errors)
  if (read.change.kind === 'add') throw new Error('What changes a user was read as something else.')
  return changeNamed(visit, services, read.change)
})

/** DELETE /api/organization/users/{userId} */
export const removeOrganizationUser = forUser((visit, services) => changeNamed(visit, services, { kind: 'remove' }))

/** POST /api/organization/users/{userId}/invitation */
export const inviteOrganizationUser = forUser((visit, services) => askNamed(visit, services, { kind: 'invite' }))
