// Builds the client of Sales from the configuration.

import { randomUUID } from 'node:crypto'
import type { CreditColumns } from '../shared/domain/customer-fields.ts'
import { type AccessToken, createFetchToken, createTokenCache } from '../shared/sales/access-token.ts'
import { createSales } from '../shared/sales/create-sales.ts'
import { createDataverse } from '../shared/sales/dataverse.ts'
import { SalesUnavailable } from '../shared/sales/failures.ts'
import { createGatheringDataverse, leadGathering } from '../shared/sales/gather-creates.ts'
import type { Sales } from '../shared/sales/sales.ts'
import { createServiceLimits } from '../shared/sales/service-limits.ts'
import { createManagedIdentity } from './managed-identity.ts'
import type { Settings } from './settings.ts'

const createIdentityToken = (resource: string, clientId: string) => async (): Promise<AccessToken> => {
  try {
    const { token, expiresOnTimestamp } = await createManagedIdentity(clientId || undefined).getToken(
      `${new URL(resource).origin}/.default`,
    )
    return { token, expiresAt: expiresOnTimestamp }
  } catch (error) {
    throw new SalesUnavailable('token-unreachable', { cause: error })
  }
}

/** Sales where there is none: whoever asks it has a mistake. */
export const absentSales = new Proxy({} as Sales, {
  get: (_, call) => {
    throw new Error(`There is no Sales to ask for ${String(call)}: headquarters decides.`)
  },
})

/** Sales, signed in with the client secret when there is one, with the managed identity otherwise. */
export const createSalesClient = ({ values }: Settings): Sales => {
  const fetchToken = values.DATAVERSE_CLIENT_SECRET
    ? createFetchToken(
        {
          authority: values.DATAVERSE_AUTHORITY,
          tenantId: values.DATAVERSE_TENANT_ID,
          clientId: values.DATAVERSE_CLIENT_ID,
          clientSecret: values.DATAVERSE_CLIENT_SECRET,
          resource: values.DATAVERSE_URL,
        },
        fetch,
        Date.now,
      )
    : createIdentityToken(values.DATAVERSE_URL, values.DATAVERSE_CLIENT_ID)
  const limits = createServiceLimits(Date.now)
  const client = createDataverse(values.DATAVERSE_URL, createTokenCache(fetchToken, Date.now), limits.watch(fetch))
  const gathering = createGatheringDataverse(limits.keep(client), randomUUID, leadGathering(limits.atOnce))
  return createSales(gathering, Date.now, {
    creditColumns: values.SALES_CREDIT_COLUMNS as CreditColumns,
    takesAll: values.CUSTOMERS_FROM_SALES === 'all',
    questionMark: values.QUESTION_MARK,
  })
}
