// GET /headquarters/customer-hierarchies/{hierarchyId}/edit: the form. POST: names the hierarchy, and says on which channels
// it buys and how many users it may have.

import type { HierarchyHead } from '../../shared/domain/customer-hierarchy.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { editHierarchy } from '../../shared/headquarters/edit-hierarchy.ts'
import {
  type EditHierarchyPage,
  type HierarchyFields,
  renderEditHierarchy,
} from '../../shared/headquarters/pages/render-edit-hierarchy.ts'
import type { Notice } from '../../shared/headquarters/pages/staff-layout.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import type { KeptPartner } from '../../shared/headquarters/store/hierarchies.ts'
import { etagOf } from '../../shared/headquarters/users/staff-user-change.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import type { Handler, Visit } from '../visit.ts'
import { notedChanges } from './noted-changes.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'
import { readPartner } from './read-partner.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly readBridge: ReadBridge
  readonly now: () => Date
  readonly maxUsers: number
  readonly site: { readonly channels: readonly { readonly name: string; readonly title: string }[] }
}

const words = staffWords.pages

const fieldsOf = ({ name, ownName, channels = [], maxUsers }: HierarchyHead): HierarchyFields => ({
  name,
  follows: ownName !== true,
  channels,
  maxUsers: maxUsers === undefined ? '' : String(maxUsers),
})

type Shown = { readonly notice?: Notice; readonly typed?: HierarchyFields; readonly error?: EditHierarchyPage['error'] }

const show = async (deps: Deps, visit: Visit, kept: KeptPartner, shown: Shown = {}, status = 200) =>
  page(
    renderEditHierarchy({
      ...(await readFrame(visit, deps.readBridge)),
      hierarchyId: kept.head.hierarchyId,
      number: kept.head.number,
      etag: etagOf(kept),
      now: fieldsOf(kept.head),
      channels: deps.site.channels,
      usualMaxUsers: deps.maxUsers,
      ...shown,
    }),
    status,
  )

const save = async (deps: Deps, visit: Visit, kept: KeptPartner) => {
  const { form, note, who } = visit
  const { hierarchyId, channels = [] } = kept.head
  const possible = [...deps.site.channels.map(({ name }) => name), ...channels]
  const chosen = possible.filter((name, at) => possible.indexOf(name) === at && form.getAll('channel').includes(name))
  const [name, maxUsers] = [form.get('name') ?? '', form.get('maxUsers') ?? '']
  const typed = { name, follows: form.get('follows') === 'yes', channels: chosen, maxUsers }
  const result = await editHierarchy(deps.headquarters, kept, {
    ...(typed.follows ? {} : { name }),
    channels: chosen,
    maxUsers,
    etag: form.get('etag') ?? '',
    who,
    at: deps.now().toISOString(),
  })
  if (result.outcome === 'stored') {
    note(notedChanges(result.changes))
    return seeOther(linkTo('CustomerHierarchyPage', { hierarchyId }, { done: 'saved' }))
  }
  if (result.outcome === 'refused') {
    const { codes, formats, tooLong } = words.fieldErrors
    const other = result.code === 'format' ? (formats.name ?? codes.format) : codes[result.code]
    const ofName = result.code === 'too-long' ? tooLong(160) : other
    const text = result.path === 'maxUsers' ? words.editHierarchy.maxUsersFormat : ofName
    return show(deps, visit, kept, { typed, error: { path: result.path, text } }, 400)
  }
  const now = (await readPartner(deps.headquarters, hierarchyId)) ?? kept
  const notice: Notice = { tone: 'warn', text: words.editHierarchy.changedMeanwhile }
  return show(deps, visit, now, { typed, notice }, 409)
}

export const editHierarchyPage: Handler<Deps> = async (visit, deps) => {
  const { params, method } = visit.request
  const kept = await readPartner(deps.headquarters, params['hierarchyId'])
  if (!kept) return visit.refuse('not-found')
  return method === 'POST' ? save(deps, visit, kept) : show(deps, visit, kept)
}
