// Change tracking of tables, which the bridge neither needs nor changes.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installInSales } from '../../infra/sales/plan/install.ts'
import { findInstalled, uninstallFromSales } from '../../infra/sales/plan/uninstall.ts'
import { clientOf, settings, startOrg, switchTracking } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
beforeEach(async () => {
  org = await startOrg()
})
afterEach(() => org.close())

const tracked = async () => {
  const path = 'EntityDefinitions?$select=LogicalName&$filter=ChangeTrackingEnabled eq true'
  const { value } = (await org.call({ method: 'GET', path })) as { value: { LogicalName: string }[] }
  return value.map(({ LogicalName }) => LogicalName)
}

test('is left as it is by the installation: nobody here relies on it', async () => {
  await switchTracking(org.call, 'account', false)
  const before = await tracked()
  await installInSales(org.call, settings)
  expect(await tracked()).toEqual(before)
  await uninstallFromSales(org.call, await findInstalled(org.call))
  expect(await tracked()).toEqual(before)
})

test('is changed only by a whole definition that differs in nothing else, and by who may customize', async () => {
  const path = "EntityDefinitions(LogicalName='account')"
  const definition = (await org.call({ method: 'GET', path })) as Record<string, unknown>
  const { SchemaName: _, ...without } = definition
  const refused = [{ ChangeTrackingEnabled: false }, without, { ...definition, OwnershipType: 'OrganizationOwned' }]
  for (const body of refused) await expect(org.call({ method: 'PUT', path, body })).rejects.toThrow('0x80040203')
  await expect(switchTracking(clientOf(org.url, 'salesperson'), 'account', false)).rejects.toThrow('0x80040220')
  expect(await tracked()).toContain('account')
})
