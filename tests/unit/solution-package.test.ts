// The package for the import wizard: written from what the installation wants, in the form of the published schema and of what
// organizations export.
import { describe, expect, test } from 'vitest'
import { unzip } from '../../infra/local/build/zip.ts'
import type { Element } from '../../infra/local/sales/base/xml.ts'
import { manifestPart } from '../../infra/local/sales/solutions/manifest-schema.ts'
import { customizationsPart } from '../../infra/local/sales/solutions/published-schema.ts'
import { faultOf } from '../../infra/local/sales/solutions/schema-part.ts'
import { packageFiles, packageName, solutionPackage } from '../../infra/sales/package/solution-package.ts'
import { logicalName, wantedColumns } from '../../infra/sales/wanted/columns.ts'
import { bridgeRole, teamRole } from '../../infra/sales/wanted/security.ts'
import { solutionVersion, wantedSolution } from '../../infra/sales/wanted/solution.ts'
import { everyLanguage, textIn } from '../../infra/sales/wanted/texts.ts'
import { wantedViews } from '../../infra/sales/wanted/view.ts'
import { allOf, fileOf, partsOf, rootOf } from '../integration/solution-support.ts'

const unmanaged = solutionPackage(false)
const managed = solutionPackage(true)
const customizations = rootOf(unmanaged, 'customizations.xml')
const manifest = rootOf(unmanaged, 'solution.xml')
const named = (element: Element, name: string) => element.children.find((child) => child.name === name)
const names = (element: Element | undefined) => (element?.children ?? []).map(({ name }) => name)

test('the same data gives the same bytes, three files at the root', () => {
  expect(solutionPackage(false).equals(unmanaged)).toBe(true)
  expect(unzip(unmanaged).map(({ name }) => name)).toEqual([
    '[Content_Types].xml',
    'customizations.xml',
    'solution.xml',
  ])
})

test('both packages bring the same, and differ in their mode alone', () => {
  expect(fileOf(managed, 'customizations.xml')).toBe(fileOf(unmanaged, 'customizations.xml'))
  expect(fileOf(unmanaged, 'solution.xml')).toContain('<Managed>0</Managed>')
  expect(fileOf(managed, 'solution.xml')).toBe(
    fileOf(unmanaged, 'solution.xml').replace('<Managed>0</Managed>', '<Managed>1</Managed>'),
  )
})

test('their names and contents have the version of the solution that the installation makes', () => {
  expect(packageName(false)).toBe('CommerceB2BOnboarding_1_0_0_0.zip')
  expect(packageName(true)).toBe('CommerceB2BOnboarding_1_0_0_0_managed.zip')
  expect(wantedSolution('').columns['version']).toBe(solutionVersion)
  expect(allOf(manifest, 'Version').map(({ text }) => text)).toEqual([solutionVersion])
  const introduced = allOf(customizations, 'IntroducedVersion').map(({ text }) => text)
  expect(new Set(introduced)).toEqual(new Set([solutionVersion]))
})

test('each file has the form that its schema asks for', () => {
  expect(faultOf(customizations, customizationsPart)).toBeUndefined()
  expect(faultOf(manifest, manifestPart)).toBeUndefined()
})

test('every column is in it, with its names, choices and length, in each of our languages', () => {
  const { columns } = partsOf(unmanaged)
  expect(columns).toEqual(
    wantedColumns.map((column) => ({
      table: column.table,
      name: column.schemaName,
      type: 'options' in column ? 'picklist' : 'nvarchar',
      length: 'options' in column ? '' : String(column.maxLength),
      options: 'options' in column ? column.options.map(({ value }) => String(value)).toSorted() : [],
      names: everyLanguage.map((code) => `${code} ${textIn(column.label, code)}`).toSorted(),
    })),
  )
  for (const column of allOf(customizations, 'attribute').filter((one) => one.attributes['PhysicalName'])) {
    expect(named(column, 'LogicalName')?.text).toBe(column.attributes['PhysicalName']?.toLowerCase())
    for (const option of allOf(column, 'option')) expect(allOf(option, 'label')).toHaveLength(everyLanguage.length)
  }
})

test('every view is in it under its id, with query, layout and names', () => {
  const wanted = wantedViews(1033)
  const views = allOf(customizations, 'savedquery')
  const idOf = (view: Element) => named(view, 'savedqueryid')?.text
  expect(views.map(idOf).toSorted()).toEqual(wanted.map(({ id }) => `{${id}}`).toSorted())
  for (const { id, columns, localized } of wanted) {
    const view = views.find((one) => idOf(one) === `{${id}}`)
    const text = fileOf(unmanaged, 'customizations.xml')
    expect(text).toContain(`<fetchxml>${columns['fetchxml']}</fetchxml>`)
    expect(text).toContain(`<layoutxml>${columns['layoutxml']}</layoutxml>`)
    const shown = view && allOf(view, 'LocalizedName').map(({ attributes }) => attributes['description'])
    expect(shown).toEqual(everyLanguage.map((code) => textIn(localized.name, code)))
  }
})

test('both roles are in it with exactly what they allow', () => {
  expect(partsOf(unmanaged).roles).toEqual(
    [bridgeRole, teamRole].map(({ id, name, privileges }) => ({
      id: `{${id}}`,
      name,
      privileges: privileges.map((privilege) => `${privilege.name} ${privilege.depth}`).toSorted(),
    })),
  )
})

test('nothing is in it that belongs to one organization or lies in lists of Microsoft’s', () => {
  const all = packageFiles(false)
    .map(({ contents }) => contents.toString('utf8'))
    .join('\n')
  expect(all).not.toMatch(/https:\/\/|ServiceEndpoint|SdkMessage|authvalue|x-sales-event-key|statuscode<\/Name>/i)
  expect([...all.matchAll(/http:\/\/([^"/]+)/g)].map(([, host]) => host)).toEqual([
    'schemas.openxmlformats.org',
    'www.w3.org',
    'www.w3.org',
  ])
})

test('the manifest names every table as a shell and every role, and nothing else', () => {
  expect(allOf(manifest, 'RootComponent').map(({ attributes }) => attributes)).toEqual([
    ...['account', 'contact', 'lead', 'opportunity'].map((schemaName) => ({ type: '1', schemaName, behavior: '2' })),
    ...[bridgeRole, teamRole].map(({ id }) => ({ type: '20', id: `{${id}}`, behavior: '0' })),
  ])
})

describe('as in exports of organizations, seen in public repositories', () => {
  /** Whether a list is part of another, in the same order. */
  const follows = (own: readonly string[], theirs: readonly string[]): boolean => {
    const places = own.map((name) => theirs.indexOf(name))
    return places.every((place, at) => place > (places[at - 1] ?? -1))
  }
  const ofColumn =
    'Type Name LogicalName RequiredLevel DisplayMask ImeMode ValidForUpdateApi ValidForReadApi ValidForCreateApi IsCustomField IsAuditEnabled IsSecured IntroducedVersion IsCustomizable IsRenameable CanModifySearchSettings CanModifyRequirementLevelSettings CanModifyAdditionalSettings SourceType IsGlobalFilterEnabled IsSortableEnabled CanModifyGlobalFilterSettings CanModifyIsSortableSettings IsDataSourceSecret AutoNumberFormat IsSearchable IsFilterable IsRetrievable IsLocalizable Format MaxLength Length AppDefaultValue OptionSetName optionset displaynames Descriptions'
  const ofOptionSet =
    'OptionSetType IsGlobal IntroducedVersion IsCustomizable ExternalTypeName displaynames Descriptions options'
  const ofView =
    'IsCustomizable CanBeDeleted isquickfindquery isprivate isdefault savedqueryid layoutxml querytype fetchxml IntroducedVersion LocalizedNames Descriptions'
  const ofTable = 'Name ObjectTypeCode EntityInfo FormXml SavedQueries RibbonDiffXml'
  const ofFile =
    'Entities Roles Workflows FieldSecurityProfiles Templates EntityMaps EntityRelationships OrganizationSettings optionsets CustomControls EntityDataProviders connectionreferences Languages'
  const ofManifest =
    'UniqueName LocalizedNames Descriptions Version Managed Publisher RootComponents MissingDependencies'
  const ofPublisher =
    'UniqueName LocalizedNames Descriptions EMailAddress SupportingWebsiteUrl CustomizationPrefix CustomizationOptionValuePrefix Addresses'

  test.each<[string, readonly Element[], string]>([
    ['columns', allOf(customizations, 'attribute').filter(({ attributes }) => attributes['PhysicalName']), ofColumn],
    ['choices', allOf(customizations, 'optionset'), ofOptionSet],
    ['views', allOf(customizations, 'savedquery'), ofView],
    ['tables', allOf(customizations, 'Entity'), ofTable],
    ['the file', [customizations], ofFile],
    ['the solution', allOf(manifest, 'SolutionManifest'), ofManifest],
    ['the publisher', allOf(manifest, 'Publisher'), ofPublisher],
  ])('the elements of %s stand in the same order', (_what, elements, theirs) => {
    expect(elements.length).toBeGreaterThan(0)
    for (const element of elements)
      expect([names(element), follows(names(element), theirs.split(' '))]).toEqual([names(element), true])
  })
})

test('a column that the schema’s lengths of names do not allow would be noticed', () => {
  const longest = Math.max(...wantedColumns.map((column) => logicalName(column).length))
  expect(longest).toBeLessThanOrEqual(50)
  const [column] = allOf(customizations, 'attribute').filter(({ attributes }) => attributes['PhysicalName'])
  if (!column) throw new Error('There is no column.')
  const longer = (element: Element): Element => ({
    ...element,
    attributes: element === column ? { PhysicalName: 'x'.repeat(51) } : element.attributes,
    children: element.children.map(longer),
  })
  expect(faultOf(longer(customizations), customizationsPart)).toMatch(/'PhysicalName' attribute is invalid/)
})
