// GET /account/users: the users of an organization, for its Admins.

import { renderUsers } from '../../shared/channel/pages/account/render-users.ts'
import { nameOfUser } from '../../shared/channel/pages/account/user-words.ts'
import { isListed } from '../../shared/channel/partner.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { forAdmins } from './with-session.ts'

const pageSize = 50

export const accountUsersPage: Handler = forAdmins(async ({ request, shown, user, organization, refuse }, services) => {
  const partner = await services.users.whole(organization.organizationId)
  if (!partner) return refuse('not-found')
  const { compare } = new Intl.Collator(shown.language)
  const users = partner.users
    .map(({ value }) => value)
    .filter((one) => isListed(one, services.now()))
    .toSorted((a, b) => compare(nameOfUser(a), nameOfUser(b)) || (a.userId < b.userId ? -1 : 1))
  const asked = Number(request.query.get('page') ?? 1)
  const at = Number.isInteger(asked) && asked > 0 ? asked : 1
  const { userCount, maxUsers = services.maxUsers } = partner.organization.value
  const view = renderUsers({
    ...shown,
    users: users.slice((at - 1) * pageSize, at * pageSize),
    ownId: user.value.userId,
    count: userCount,
    maxUsers,
    done: request.query.get('done') ?? undefined,
    nextPage: users.length > at * pageSize ? at + 1 : undefined,
  })
  return page(view, 200, shown.channel?.logoUrl)
})
