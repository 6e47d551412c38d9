// What users of a partner read: themselves, their organization, and its users where they are Admins.

import { apiOrganization, usersPage, usersQuery } from '../../shared/channel/api-user.ts'
import { json } from '../../shared/platform/http.ts'
import { forUser } from '../with-site-services.ts'

/** GET /api/me */
export const getMe = forUser(({ user: { user, partner, organizations } }) => {
  const { userId, firstName, lastName, email, language, role, status } = user.value
  const { organizationId, number, name, status: partnerStatus } = partner.organization.value
  const organization = { organizationId, number, name, status: partnerStatus }
  return json(
    200,
    { userId, firstName, lastName, email, language, role, status, organization, organizations },
    { etag: user.etag },
  )
})

/** GET /api/organization */
export const getOrganization = forUser(({ user: { user, partner } }, { maxUsers }) =>
  json(200, apiOrganization(partner.organization.value, maxUsers, user.value.role)),
)

/** GET /api/organization/users */
export const listOrganizationUsers = forUser(({ request, user: { partner }, refuse }, { now }) => {
  const query = usersQuery(request.query)
  if ('errors' in query) return refuse('invalid-request', query.errors)
  return json(200, usersPage(partner.users, query, now()))
})
