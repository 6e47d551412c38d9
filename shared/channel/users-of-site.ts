// What a site is told of users: those of the partners who buy on its channel.

import type { ChannelOrganization, UserView } from './partner.ts'
import type { ChannelUsers } from './store/users.ts'

export type UserOfSite = Pick<
  UserView,
  'userId' | 'organizationId' | 'firstName' | 'lastName' | 'email' | 'language' | 'role' | 'status' | 'revision'
> & {
  readonly organization: Pick<ChannelOrganization, 'number' | 'name' | 'status'>
  /** Whether the user may sign in: Active, of an Active partner. */
  readonly maySignIn: boolean
}

export type FoundUser = { readonly outcome: 'one'; readonly user: UserOfSite } | { readonly outcome: 'none' | 'many' }

/** A partner whose users are asked for one after the other. */
type PartnerOfSite = { readonly user: (userId: string) => UserOfSite | undefined }

export type UsersOfSite = {
  /** One storage transaction. */
  readonly partner: (channel: string, organizationId: string) => Promise<PartnerOfSite | undefined>
  /** The users of a channel who have an address: one of several organizations is `many`. */
  readonly findByEmail: (channel: string, email: string) => Promise<FoundUser>
}

export const isOnChannel = ({ channels }: ChannelOrganization, channel: string): boolean =>
  channels.length === 0 || channels.includes(channel)

export const userOfSite = (
  { number, name, status }: ChannelOrganization,
  { userId, organizationId, firstName, lastName, email, language, role, status: state, revision }: UserView,
): UserOfSite => ({
  userId,
  organizationId,
  ...(firstName === undefined ? {} : { firstName }),
  lastName,
  email,
  language,
  role,
  status: state,
  revision,
  organization: { number, name, status },
  maySignIn: state === 'Active' && status === 'Active',
})

export const createUserOfSite = (users: Pick<ChannelUsers, 'whole' | 'findByEmail'>): UsersOfSite => {
  const partner: UsersOfSite['partner'] = async (channel, organizationId) => {
    const found = await users.whole(organizationId)
    if (!found || !isOnChannel(found.organization.value, channel)) return undefined
    return {
      user: (userId) => {
        const user = found.users.find(({ value }) => value.userId === userId)?.value
        return user && userOfSite(found.organization.value, user)
      },
    }
  }
  return {
    partner,
    findByEmail: async (channel, email) => {
      const holders = await users.findByEmail(email)
      const found = await Promise.all(
        holders.map(async ({ value }) => (await partner(channel, value.organizationId))?.user(value.userId)),
      )
      const [user, ...others] = found.filter((one) => one !== undefined)
      if (!user) return { outcome: 'none' }
      return others.length > 0 ? { outcome: 'many' } : { outcome: 'one', user }
    },
  }
}
