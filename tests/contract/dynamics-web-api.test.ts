// The contract with Dataverse, tried with a client that is not ours: on the local organization always, and on a real one
// when DATAVERSE_URL and credentials are set. What holds on both is what the bridge may rely on.
import { afterAll, beforeAll, describe } from 'vitest'
import { contractOfInstallation } from './contract-of-installation.ts'
import { contractOfRows } from './contract-of-rows.ts'
import { contractOfSales } from './contract-of-sales.ts'
import { localOrganization, type Organization, realOrganization } from './organizations.ts'

// The client would send calls to this machine through a proxy, whatever NO_PROXY says.
for (const name of ['http_proxy', 'https_proxy']) delete process.env[name]

const contract = (name: string, open: () => Promise<Organization>): void => {
  describe(name, () => {
    let organization: Organization | undefined
    const current = (): Organization => {
      if (!organization) throw new Error('The organization is not open.')
      return organization
    }
    const rows: { set: string; id: string }[] = []
    beforeAll(async () => {
      organization = await open()
    })
    afterAll(async () => {
      // Opportunities before their customers; a row that is gone already is no matter.
      for (const { set, id } of rows.reverse())
        await current()
          .client({ propagateErrors: false })
          .deleteRecord({ collection: set, key: id })
          .catch(() => undefined)
      await current().close()
    })
    const made = (id: string): string => {
      rows.push({ set: 'leads', id })
      return id
    }
    const also = (set: string, id: string | undefined): void => {
      if (id !== undefined) rows.push({ set, id })
    }
    contractOfRows(current, made)
    contractOfSales(current, made, also)
    contractOfInstallation(current, made, also)
  })
}

contract('the local organization', localOrganization)

const real = realOrganization(process.env)
if (real) contract('the organization of DATAVERSE_URL', real)
else console.log('contract with a real organization: skipped, because DATAVERSE_URL is not set')
