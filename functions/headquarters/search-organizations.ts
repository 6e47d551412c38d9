// What the pages that make somebody show of who is here or in Sales already.

import { type FoundOrganization, findOrganizations } from '../../shared/headquarters/find-organizations.ts'
import type { Notice } from '../../shared/headquarters/pages/staff-layout.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { unlessSalesIsOut } from './pick-organization.ts'

type Deps = Parameters<typeof findOrganizations>[0]

/** Finds organizations here and accounts in Sales; where Sales does not answer those that are here, and says so. */
export const searchOrganizations = async (
  deps: Deps,
  search: string,
): Promise<{ readonly search: string; readonly found: readonly FoundOrganization[]; readonly notice?: Notice }> => {
  const found = await unlessSalesIsOut(findOrganizations(deps, search))
  if (found !== 'unavailable') return { search, found }
  const here = await findOrganizations({ ...deps, findAccounts: async () => [] }, search)
  return { search, found: here, notice: { tone: 'warn', text: staffWords.pages.newPartner.salesUnavailable } }
}
