// GET /account/users/{userId}: one user of the organization, with what can be done, for its Admins.

import { possibleActs } from '../../shared/channel/account/possible-acts.ts'
import { renderUser } from '../../shared/channel/pages/account/render-users.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { forAdmins } from './with-session.ts'

export const accountUserPage: Handler = forAdmins(async (visit, services) => {
  const { request, shown, user, organization, rolesFixed, refuse } = visit
  const userId = asGuid(request.params['userId'])
  const partner = userId === undefined ? undefined : await services.users.whole(organization.organizationId)
  const found = partner?.users.find(({ value }) => value.userId === userId)
  if (!partner || !found) return refuse('not-found')
  const view = renderUser({
    ...shown,
    user: found.value,
    ownId: user.value.userId,
    ...possibleActs(
      {
        ...partner.organization.value,
        maxUsers: 0,
        rolesFixed,
        users: partner.users.map(({ value }) => value),
        at: services.now().getTime(),
      },
      user.value.userId,
      found.value.userId,
    ),
  })
  return page(view, 200, shown.channel?.logoUrl)
})
