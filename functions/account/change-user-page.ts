// GET and POST /account/users/{userId}/{action}: an Admin changes a user; asked before what touches who may sign in.

import { type UserAct, userActs } from '../../shared/channel/account/possible-acts.ts'
import type { AskOutcome } from '../../shared/channel/ask-user-change.ts'
import { type ActPage, renderAct, renderEdit } from '../../shared/channel/pages/account/render-change.ts'
import type { Typed } from '../../shared/channel/pages/account/user-form.ts'
import type { UserView } from '../../shared/channel/partner.ts'
import { cleanText } from '../../shared/domain/clean-text.ts'
import { plainAddress } from '../../shared/domain/users/user.ts'
import { type AskedChange, type ReadChange, readUserChange, userFields } from '../../shared/domain/users/user-fields.ts'
import { page, type WebAnswer } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Stored } from '../../shared/platform/stored.ts'
import type { PartnerServices } from '../partner-services.ts'
import type { Handler } from '../visit.ts'
import { fieldNames, refusedAs, toUsers, typedIn } from './user-forms.ts'
import { forAdmins, type PartnerVisit } from './with-session.ts'

const isAct = (text: string | undefined): text is UserAct => userActs.some((act) => act === text)

/** What was typed as it is read and stored: marks that nobody sees make no other address of one. */
const meantBy = (typed: Typed): Typed => ({
  ...typed,
  ...Object.fromEntries(userFields.map(({ path, kind }) => [path, cleanText(kind, typed[path] ?? '')])),
})

/** The fields that differ from what is stored: only these are changed, whatever else was changed meanwhile. */
const differing = (typed: Typed, user: UserView): Typed =>
  Object.fromEntries(
    fieldNames.flatMap((name) => ((typed[name] ?? '') === (user[name] ?? '') ? [] : [[name, typed[name] ?? '']])),
  )

const readAct = (act: Exclude<UserAct, 'edit'>, typed: Typed): ReadChange => {
  switch (act) {
    case 'make-admin':
      return { change: { kind: 'role', role: 'Admin' } }
    case 'make-user':
      return { change: { kind: 'role', role: 'User' } }
    case 'enable':
      return { change: { kind: 'enable' } }
    case 'remove':
      return { change: { kind: 'remove' } }
    case 'invite':
      return { change: { kind: 'invite' } }
    case 'disable':
      return readUserChange({ status: 'Disabled', reason: typed.reason || undefined, note: typed.note })
  }
}

type Target = { readonly found: Stored<UserView>; readonly etag: string }
type Change = Exclude<AskedChange, { kind: 'add' }>

const askFor = async (
  { organization, user, rolesFixed }: PartnerVisit,
  services: PartnerServices,
  { found, etag }: Target,
  change: AskedChange,
): Promise<AskOutcome> =>
  services.askUserChange({
    organizationId: organization.organizationId,
    by: user.value.userId,
    rolesFixed,
    userId: found.value.userId,
    change: change as Change,
    etag,
  })

const editUser = async (visit: PartnerVisit, services: PartnerServices, target: Target): Promise<WebAnswer> => {
  const { request, form, shown } = visit
  const { value: user, etag } = target.found
  const stored: Typed = Object.fromEntries(fieldNames.map((name) => [name, user[name] ?? '']))
  const show = (more: Partial<Parameters<typeof renderEdit>[0]>, status: number): WebAnswer =>
    page(renderEdit({ ...shown, typed: stored, errors: [], user, etag, ...more }), status, shown.channel?.logoUrl)
  if (request.method !== 'POST') return show({}, 200)
  const typed = { ...stored, ...typedIn(form, fieldNames) }
  const meant = meantBy(typed)
  const changed = differing(meant, user)
  if (Object.keys(changed).length === 0) return toUsers(visit)
  const read = readUserChange(changed)
  if ('errors' in read) return show({ typed, errors: read.errors }, 400)
  const moves = changed.email !== undefined && plainAddress(changed.email) !== plainAddress(user.email)
  if (moves && form.get('sure') !== 'yes') return show({ typed: meant, isMove: true, etag: target.etag }, 200)
  const result = await askFor(visit, services, target, read.change)
  if (result.outcome === 'accepted') return toUsers(visit, 'changed')
  return show({ typed, refused: refusedAs(result.code) }, 409)
}

export const changeUserPage: Handler = forAdmins(async (visit, services) => {
  const { request, form, shown, organization, user } = visit
  const { userId: given, action } = request.params
  const userId = asGuid(given)
  const found = userId && (await services.users.read(organization.organizationId, userId))
  if (!found || !isAct(action)) return visit.refuse('not-found')
  const target = { found, etag: form.get('etag') || found.etag }
  if (action === 'edit') return editUser(visit, services, target)
  const typed = typedIn(form, ['reason', 'note'])
  const show = (more: Partial<ActPage>, status: number): WebAnswer =>
    page(
      renderAct({
        ...shown,
        act: action,
        user: found.value,
        etag: found.etag,
        ownId: user.value.userId,
        typed,
        errors: [],
        ...more,
      }),
      status,
      shown.channel?.logoUrl,
    )
  if (request.method !== 'POST') return show({}, 200)
  const read = readAct(action, typed)
  if ('errors' in read) return show({ errors: read.errors }, 400)
  const result = await askFor(visit, services, target, read.change)
  return result.outcome === 'accepted' ? toUsers(visit, 'changed') : show({ refused: refusedAs(result.code) }, 409)
})
