// Builds the client of Sales from the configuration.

import { randomUUID } from 'node:crypto'
import { type AccessToken, cachedToken, clientSecretToken } from '../shared/sales/access-token.ts'
import { dataverseClient } from '../shared/sales/dataverse.ts'
import { SalesUnavailable } from '../shared/sales/failures.ts'
import { gatherCreates } from '../shared/sales/gather-creates.ts'
import { dataverseSales, type Sales } from '../shared/sales/sales.ts'
import { serviceLimits } from '../shared/sales/service-limits.ts'
import { managedIdentity } from './managed-identity.ts'
import type { Settings } from './settings.ts'

const identityToken = (resource: string, clientId: string) => async (): Promise<AccessToken> => {
  try {
    const { token, expiresOnTimestamp } = await managedIdentity(clientId || undefined).getToken(
      `${new URL(resource).origin}/.default`,
    )
    return { token, expiresAt: expiresOnTimestamp }
  } catch (error) {
    throw new SalesUnavailable('token-unreachable', { cause: error })
  }
}

/** Sales, signed in with the client secret when there is one, with the managed identity otherwise. */
export const salesOf = ({ values }: Settings): Sales => {
  const fetchToken = values.DATAVERSE_CLIENT_SECRET
    ? clientSecretToken(
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
    : identityToken(values.DATAVERSE_URL, values.DATAVERSE_CLIENT_ID)
  const limits = serviceLimits(Date.now)
  const client = dataverseClient(values.DATAVERSE_URL, cachedToken(fetchToken, Date.now), limits.watch(fetch))
  return dataverseSales(gatherCreates(limits.keep(client), randomUUID))
}
