// Takes in what an Admin of a partner asks for: judged by what the channel knows, stored with what the site shows of it, and
// kept until headquarters has it.

import type { Language } from '../domain/languages.ts'
import { judgeChange } from '../domain/users/judge-change.ts'
import {
  type ChangeRefusal,
  plainAddress,
  type UserChange,
  type UserStatus,
  waitForInvitation,
} from '../domain/users/user.ts'
import type { AskedChange } from '../domain/users/user-fields.ts'
import { deriveId } from '../platform/ids.ts'
import type { Stored } from '../platform/stored.ts'
import type { PendingChange, UserView } from './partner.ts'
import type { ChannelUsers, WholePartner } from './store/users.ts'

export type AskUserChangeDeps = {
  readonly users: Pick<ChannelUsers, 'whole' | 'ask'>
  /** Users of a partner for which no other number is set; 0 = no limit. */
  readonly maxUsers: number
  /** The language of a user of whom none is said. */
  readonly defaultLanguage: Language
  readonly now: () => Date
}

type Asked = {
  readonly organizationId: string
  /** The user who asks. */
  readonly by: string
  /** The channel on which it is asked leaves roles to headquarters. */
  readonly rolesFixed?: boolean
}

export type AskedUserChange =
  /**
   * @member key names what is asked for among the calls of this Admin; the same again is the same user
   * @member bodyHash says which bodies are the same
   */
  | (Asked & {
      readonly change: Extract<AskedChange, { kind: 'add' }>
      readonly key: string
      readonly bodyHash: string
    })
  /** @member etag of the user as it was shown; absent = whatever it is by now */
  | (Asked & {
      readonly change: Exclude<AskedChange, { kind: 'add' }>
      readonly userId: string
      readonly etag?: string
    })

export type AskOutcome =
  /** Stored. What repeats an earlier call is told the same. */
  | {
      readonly outcome: 'accepted'
      readonly userId: string
      readonly status: UserStatus
      readonly pending: PendingChange['kind']
    }
  /** @member retryAfter seconds, for what passes */
  | { readonly outcome: 'refused'; readonly code: ChangeRefusal | 'key-reused'; readonly retryAfter?: number }

const tries = 8

const refused = (code: ChangeRefusal | 'key-reused') => ({ outcome: 'refused', code }) as const

/** The user that an add makes: a new one, or the one of that address who left and comes back. */
const addedUser = (
  { organization: { value: organization }, users }: WholePartner,
  asked: Extract<AskedUserChange, { bodyHash: string }>,
  defaultLanguage: Language,
): { readonly user: UserView } | { readonly repeated: UserView } => {
  const { organizationId, by, change, key, bodyHash } = asked
  const userId = deriveId('user', organizationId, by, key)
  const repeated = users.find(({ value }) => value.userId === userId || value.asked?.key === userId)?.value
  if (repeated?.asked?.key === userId) return { repeated }
  const { language = defaultLanguage, ...fields } = change.fields
  const address = plainAddress(fields.email)
  const former = users.find(({ value }) => value.status === 'Removed' && plainAddress(value.email) === address)?.value
  return {
    user: {
      ...fields,
      language,
      userId: former?.userId ?? userId,
      organizationId,
      hierarchyId: organization.hierarchyId,
      role: change.role,
      status: 'Pending',
      addedAt: '',
      revision: former?.revision ?? 0,
      asked: { key: userId, body: bodyHash },
    },
  }
}

const changeOf = (
  asked: AskedUserChange,
  home: string,
  { userId, revision }: { readonly userId: string; readonly revision: number },
  at: string,
): UserChange => {
  const { organizationId, by, change } = asked
  return {
    changeId: deriveId('user-change', organizationId, userId, revision),
    organizationId,
    userId,
    by: { userId: by },
    at,
    home,
    ...change,
  }
}

const pendingOf = ({ changeId, kind, at, fields, role }: UserChange): PendingChange => ({
  changeId,
  kind,
  at,
  ...(fields?.email ? { email: fields.email } : {}),
  ...(role ? { role } : {}),
})

/** What is to be stored for a call, or what its caller is told at once. */
const stepOf = (
  deps: AskUserChangeDeps,
  partner: WholePartner,
  asked: AskedUserChange,
): AskOutcome | { readonly change: UserChange; readonly user: UserView } => {
  const { value: organization } = partner.organization
  const users = partner.users.map(({ value }) => value)
  const now = deps.now()
  const at = now.toISOString()
  const judged = {
    ...organization,
    maxUsers: organization.maxUsers ?? deps.maxUsers,
    users,
    at: now.getTime(),
    rolesFixed: asked.rolesFixed === true,
  }
  if ('bodyHash' in asked) {
    const added = addedUser(partner, asked, deps.defaultLanguage)
    // Whoever asks again for what was accepted is told the same, whatever became of it.
    if ('repeated' in added) {
      const { userId, asked: earlier } = added.repeated
      if (earlier?.body !== asked.bodyHash) return refused('key-reused')
      return { outcome: 'accepted', userId, status: 'Pending', pending: 'add' }
    }
    const judgement = judgeChange(judged, asked.by, asked.change)
    if (judgement !== 'accepted') return refused(judgement)
    const user: UserView = { ...added.user, addedAt: at, revision: added.user.revision + 1 }
    const change = changeOf(asked, organization.home, user, at)
    return { change, user: { ...user, pending: pendingOf(change) } }
  }
  const judgement = judgeChange(judged, asked.by, asked.change, asked.userId)
  const known = partner.users.find(({ value }) => value.userId === asked.userId) as Stored<UserView>
  if (judgement === 'user-unknown' || judgement === 'not-an-admin') return refused(judgement)
  if (asked.etag !== undefined && asked.etag !== known.etag) return refused('changed-meanwhile')
  const { userId, status, pending, invited = [] } = known.value
  // The mail is on its way already.
  if (judgement === 'change-pending' && asked.change.kind === 'invite' && pending?.kind === 'invite')
    return { outcome: 'accepted', userId, status, pending: 'invite' }
  if (judgement === 'invited-too-often')
    return { ...refused(judgement), retryAfter: Math.ceil(waitForInvitation(invited, now.getTime()) / 1000) }
  if (judgement !== 'accepted') return refused(judgement)
  const user: UserView = { ...known.value, revision: known.value.revision + 1 }
  const change = changeOf(asked, organization.home, user, at)
  return { change, user: { ...user, pending: pendingOf(change) } }
}

/**
 * Takes in a change of a user; one storage transaction, which writes, and one that reads where the partner is not known yet.
 * Of two that cannot both be, one is refused.
 * @param known the partner as it was read when its caller was recognized; what is stored replaces that very state alone
 * @returns `accepted` once it is stored
 */
export const askUserChange =
  (deps: AskUserChangeDeps) =>
  async (asked: AskedUserChange, known?: WholePartner): Promise<AskOutcome> => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const partner = (attempt === 0 ? known : undefined) ?? (await deps.users.whole(asked.organizationId))
      if (!partner) return refused('not-an-admin')
      const step = stepOf(deps, partner, asked)
      if ('outcome' in step) return step
      const { userId, status } = step.user
      if ((await deps.users.ask(partner, step.change, step.user)) === 'written')
        return { outcome: 'accepted', userId, status, pending: step.change.kind }
    }
    throw new Error('The users of a partner changed too often to take in another change.')
  }
