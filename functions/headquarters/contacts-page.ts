// GET /headquarters/customer-hierarchies/{hierarchyId}/contacts: contacts of the account that are no users.

import { renderContacts } from '../../shared/headquarters/pages/render-contacts.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import type { KeptPartner } from '../../shared/headquarters/store/hierarchies.ts'
import { page } from '../../shared/platform/http.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import type { AccountContact } from '../../shared/sales/sales.ts'
import type { Handler } from '../visit.ts'
import { contactsOfPartner, withoutAccess } from './contacts-of-partner.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'
import { labelOf, readPartner } from './read-partner.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly readBridge: ReadBridge
  readonly contactsOf: (accountId: string) => Promise<readonly AccountContact[]>
}

const readContacts = async (deps: Deps, kept: KeptPartner): Promise<readonly AccountContact[] | 'unavailable'> => {
  try {
    return await contactsOfPartner(deps, kept)
  } catch (error) {
    if (error instanceof SalesUnavailable || error instanceof SalesRefused) return 'unavailable'
    throw error
  }
}

export const contactsPage: Handler<Deps> = async (visit, deps) => {
  const kept = await readPartner(deps.headquarters, visit.request.params['hierarchyId'])
  if (!kept) return visit.refuse('not-found')
  const { hierarchyId } = kept.head
  const [found, frame] = await Promise.all([readContacts(deps, kept), readFrame(visit, deps.readBridge)])
  const contacts = found === 'unavailable' ? found : await withoutAccess(deps, kept, found)
  return page(renderContacts({ ...frame, hierarchyId, partner: labelOf(kept), contacts }))
}
