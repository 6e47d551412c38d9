// An organization in which something else bears a name of ours: told by the doctor on the first day, by the installation
// before it changes anything, and by the verification.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { doctorCommand } from '../../infra/sales/cli/doctor-command.ts'
import { installCommand } from '../../infra/sales/cli/install-command.ts'
import { verifyCommand } from '../../infra/sales/cli/verify-command.ts'
import { installInSales } from '../../infra/sales/plan/install.ts'
import { findInstalled, uninstallFromSales } from '../../infra/sales/plan/uninstall.ts'
import { eventsUrl, installEnvironment, settings, startOrg } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let lines: string[]
beforeEach(async () => {
  org = await startOrg()
  lines = []
})
afterEach(() => org.close())

const context = () => ({
  env: installEnvironment(org.url),
  send: fetch,
  now: Date.now,
  say: (line: string) => lines.push(line),
})
const named = ['--application-id', settings.applicationId]
const post = (path: string, body: object) => org.call({ method: 'POST', path, body })

const textOf = (Label: string) => ({ LocalizedLabels: [{ Label, LanguageCode: 1033 }] })
const otherPublisher = (customizationprefix: string, uniquename = 'fabrikam') =>
  post('publishers', { uniquename, friendlyname: 'Other', customizationprefix, customizationoptionvalueprefix: 10_000 })
const aNumber = async () => {
  await otherPublisher('cb2b')
  await post("EntityDefinitions(LogicalName='lead')/Attributes", {
    '@odata.type': 'Microsoft.Dynamics.CRM.IntegerAttributeMetadata',
    SchemaName: 'cb2b_TaxId',
    DisplayName: textOf('Tax'),
    MinValue: 0,
    MaxValue: 100,
  })
}
const aShortText = async () => {
  await otherPublisher('cb2b')
  await post("EntityDefinitions(LogicalName='account')/Attributes", {
    '@odata.type': 'Microsoft.Dynamics.CRM.StringAttributeMetadata',
    SchemaName: 'cb2b_CustomerNumber',
    DisplayName: textOf('Customer'),
    MaxLength: 5,
  })
}
const aRole = () => post('roles', { name: 'Commerce B2B leads' })

test.each<[string, () => Promise<unknown>, RegExp]>([
  [
    'a column of another type',
    aNumber,
    /cb2b_taxid of lead is there with the type Integer and must be a text: delete it/,
  ],
  [
    'a column that is too short',
    aShortText,
    /cb2b_customernumber of account holds 5 characters and must hold 20: make it longer/,
  ],
  ['a security role', aRole, /security role of this business unit is named Commerce B2B leads: rename it/],
  [
    'a publisher with another prefix',
    () => otherPublisher('oth', 'commerceb2bonboarding'),
    /with another prefix: rename or delete it/,
  ],
])('%s is told with what to do, and nothing is changed', async (_, prepare, expected) => {
  await prepare()
  const before = await org.rows()
  expect(await doctorCommand(named, context())).toBe(2)
  expect(lines.find((line) => line.includes('not        names'))).toMatch(/the installation would stop/)
  expect(lines.join('\n')).toMatch(expected)
  lines = []
  expect(await installCommand([...named, '--events-url', eventsUrl], context())).toBe(1)
  expect(lines.at(-1)).toMatch(expected)
  expect(lines.at(-1)).toMatch(/Then run this again\.$/)
  expect(await org.rows()).toEqual(before)
  lines = []
  expect(await verifyCommand(named, context())).toBe(1)
  expect(lines.find((line) => line.includes('FAILED   installation'))).toMatch(expected)
})

test('everything that stands in the way is told at once', async () => {
  await aNumber()
  await aRole()
  await expect(installInSales(org.call, settings)).rejects.toThrow(
    /rename it\. The column cb2b_taxid .* Then run this again\.$/,
  )
})

test('what is ours stands in nobody’s way: not before, not after, and not what stayed behind', async () => {
  expect(await doctorCommand(named, context())).toBe(0)
  await installInSales(org.call, settings)
  expect(await doctorCommand(named, context())).toBe(0)
  await uninstallFromSales(org.call, (await findInstalled(org.call)).slice(0, -3))
  expect(await doctorCommand(named, context())).toBe(0)
})
