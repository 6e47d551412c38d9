// The languages of an organization: its base language, and the others that it has.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveprovisionedlanguages

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../../shared/sales/failures.ts'
import { english, type Languages } from '../wanted/texts.ts'
import type { Row } from './read-rows.ts'

const readProvisioned = async (call: Dataverse): Promise<readonly number[]> => {
  try {
    const answer = (await call({ method: 'GET', path: 'RetrieveProvisionedLanguages' })) as {
      RetrieveProvisionedLanguages?: readonly number[]
    }
    return answer.RetrieveProvisionedLanguages ?? []
  } catch (error) {
    // The base language alone will do.
    if (error instanceof SalesRefused) return []
    throw error
  }
}

/** The languages that texts may be written in. */
export const readLanguages = async (call: Dataverse): Promise<Languages> => {
  const [organizations, provisioned] = await Promise.all([
    call({ method: 'GET', path: 'organizations?$select=languagecode' }) as Promise<{ value?: readonly Row[] }>,
    readProvisioned(call),
  ])
  const code = organizations.value?.[0]?.['languagecode']
  const base = typeof code === 'number' ? code : english.base
  return { base, all: [...new Set([base, ...provisioned])] }
}
