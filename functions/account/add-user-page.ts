// GET and POST /account/new-user: an Admin adds a user. Whatever is refused shows the form again with what was typed.

import { renderAdd } from '../../shared/channel/pages/account/render-change.ts'
import { readNewUser } from '../../shared/domain/users/user-fields.ts'
import { page, type WebAnswer } from '../../shared/platform/http.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { fieldNames, refusedAs, toUsers, typedIn } from './user-forms.ts'
import { forAdmins } from './with-session.ts'

const formIdForm = /^[0-9a-f]{24}$/

export const addUserPage: Handler = forAdmins(async (visit, services) => {
  const { request, form, shown, organization, user, rolesFixed } = visit
  const { logoUrl } = shown.channel ?? {}
  const show = (more: Partial<Parameters<typeof renderAdd>[0]>, status: number): WebAnswer =>
    page(
      renderAdd({
        ...shown,
        rolesFixed,
        typed: { language: shown.language },
        errors: [],
        formId: services.newFormId(),
        ...more,
      }),
      status,
      logoUrl,
    )
  if (request.method !== 'POST') return show({}, 200)
  const typed = typedIn(form, [...fieldNames, 'role'])
  const sent = form.get('form') ?? ''
  const formId = formIdForm.test(sent) ? sent : services.newFormId()
  const read = readNewUser(typed)
  if ('errors' in read) return show({ typed, formId, errors: read.errors }, 400)
  const { change } = read
  if (change.kind !== 'add') throw new Error('A new user is an addition.')
  const { organizationId } = organization
  const result = await services.askUserChange({
    organizationId,
    by: user.value.userId,
    rolesFixed,
    change,
    key: `form:${formId}`,
    bodyHash: deriveId('user-form', JSON.stringify(change)),
  })
  if (result.outcome === 'accepted') return toUsers(visit, 'added')
  const again = result.code === 'key-reused' ? services.newFormId() : formId
  return show({ typed, formId: again, refused: refusedAs(result.code) }, 409)
})
