// Who it is that a session lets in. It is asked with every request, so a session ends when the right of its person does.

import type { Stored } from '../../platform/stored.ts'
import { addressHash as hashOf } from '../address-hash.ts'
import type { ChannelOrganization, UserView } from '../partner.ts'
import type { AccountSession, AccountSessions } from '../store/account-sessions.ts'
import { hashOfToken, isOver, sessionHours } from './sign-in-token.ts'
import { type Entry, isOpen, type KnownUsers, whoMayEnter } from './who-may-enter.ts'

export type SessionDeps = {
  readonly sessions: Pick<AccountSessions, 'read' | 'end' | 'change'>
  readonly users: KnownUsers
  readonly now: () => Date
}

export type SessionUser = {
  readonly session: AccountSession
  readonly user: Stored<UserView>
  readonly organization: ChannelOrganization
}

export type SessionResult =
  | { readonly outcome: 'nobody' }
  /** Signed in, and has to say first for which of several organizations. */
  | { readonly outcome: 'choose'; readonly session: AccountSession }
  | ({ readonly outcome: 'signed-in' } & SessionUser)

const nobody: SessionResult = { outcome: 'nobody' }

/** A user that was removed and added again since is another membership, whose right began later. */
const isStill = ({ userId, addressHash, startedAt }: AccountSession, user: UserView): boolean =>
  user.userId === userId && hashOf(user.email) === addressHash && user.addedAt <= startedAt

/** @param token of the browser's cookie. Three reads at most; a session whose right has ended ends for good */
export const createReadSession =
  ({ sessions, users, now }: SessionDeps) =>
  async (token: string | undefined): Promise<SessionResult> => {
    if (token === undefined) return nobody
    const stored = await sessions.read(hashOfToken(token))
    if (!stored) return nobody
    const session = stored.value
    const end = async () => {
      await sessions.end(session.tokenHash)
      return nobody
    }
    if (isOver(session.startedAt, sessionHours * 60, now())) return end()
    const { organizationId, userId } = session
    if (organizationId === undefined) return { outcome: 'choose', session }
    const [user, organization] = await Promise.all([
      users.read(organizationId, userId),
      users.organization(organizationId),
    ])
    if (
      !user ||
      !organization ||
      !isOpen(user.value, organization.value, session.channel) ||
      !isStill(session, user.value)
    )
      return end()
    return { outcome: 'signed-in', session, user, organization: organization.value }
  }

/** The organizations among which the person of a session may choose. */
export const choicesOf = async (users: KnownUsers, session: AccountSession): Promise<Entry[]> =>
  (await whoMayEnter(users, session.addressHash, session.channel)).filter(({ user }) => isStill(session, user))

const tries = 3

/** @returns whether it is one of the person's, and the session has not ended meanwhile */
export const createChooseOrganization =
  ({ sessions, users }: SessionDeps) =>
  async (session: AccountSession, organizationId: string): Promise<boolean> => {
    const choices = await choicesOf(users, session)
    if (!choices.some(({ organization }) => organization.organizationId === organizationId)) return false
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const stored = await sessions.read(session.tokenHash)
      if (!stored) return false
      if ((await sessions.change({ ...stored.value, organizationId }, stored)) === 'written') return true
    }
    throw new Error('A session was changed too often to choose an organization in it.')
  }
