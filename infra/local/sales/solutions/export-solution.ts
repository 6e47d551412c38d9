// ExportSolution: what is in an unmanaged solution, as a package.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/exportsolution
import { textXml, type Xml, xml, xmlDocument } from '../../build/xml.ts'
import { zip } from '../../build/zip.ts'
import { functionAnswer } from '../actions/functions.ts'
import { readBody, readFlag } from '../actions/parameters.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, invalidArgument, methodNotAllowed, notFound } from '../base/errors.ts'
import type { Org, Session } from '../organization/session.ts'
import { baseLanguage } from '../organization/traits.ts'
import { componentsOf, componentTypes, solutionNamed } from '../rules/solution-components.ts'
import { isReference } from '../schema/types.ts'
import { needPrivilege } from '../security/rights.ts'
import type { Row } from '../store/row.ts'
import { type ColumnPart, columnsOf } from './columns-of.ts'
import { columnXml, endpointXml, roleXml, stepXml, viewXml } from './export-elements.ts'

type Parts = {
  readonly columns: readonly ColumnPart[]
  readonly views: readonly Row[]
  readonly roles: readonly Row[]
  readonly steps: readonly Row[]
  readonly endpoints: readonly Row[]
}

const partsOf = (org: Org, solutionId: string): Parts => {
  const all = componentsOf(org, solutionId)
  const rows = (kind: keyof typeof componentTypes, table: string): Row[] =>
    all.flatMap(({ type, id }) => (type === componentTypes[kind] ? (org.store.get(table, id) ?? []) : []))
  return {
    columns: columnsOf(org, all),
    views: rows('view', 'savedquery'),
    roles: rows('role', 'role'),
    steps: rows('step', 'sdkmessageprocessingstep'),
    endpoints: rows('endpoint', 'serviceendpoint'),
  }
}

const tablesIn = ({ columns, views }: Parts): readonly string[] =>
  [
    ...new Set([
      ...columns.map(({ table }) => table),
      ...views.map(({ values }) => String(values['returnedtypecode'])),
    ]),
  ].toSorted()

const tableXml = (org: Org, { columns, views }: Parts, name: string): Xml => {
  const schemaName = org.schema.byName(name)?.schemaName ?? name
  const own = columns.filter(({ table }) => table === name).map((part) => columnXml(org, part))
  const shown = views.filter(({ values }) => values['returnedtypecode'] === name).map((view) => viewXml(org, view))
  return xml('Entity', {}, [
    xml('Name', { LocalizedName: schemaName, OriginalName: '' }, schemaName),
    xml('EntityInfo', {}, [xml('entity', { Name: schemaName }, [xml('attributes', {}, own)])]),
    xml('SavedQueries', {}, [xml('savedqueries', {}, shown)]),
  ])
}

const customizationsXml = (org: Org, parts: Parts): Xml =>
  xml('ImportExportXml', {}, [
    xml(
      'Entities',
      {},
      tablesIn(parts).map((name) => tableXml(org, parts, name)),
    ),
    xml(
      'Roles',
      {},
      parts.roles.map((role) => roleXml(org, role)),
    ),
    xml('SdkMessageProcessingSteps', {}, parts.steps.map(stepXml)),
    xml('ServiceEndpoints', {}, parts.endpoints.map(endpointXml)),
    xml('Languages', {}, [textXml('Language', baseLanguage(org.traits))]),
  ])

const manifestXml = (org: Org, { values }: Row, parts: Parts, managed: boolean): Xml => {
  const languagecode = baseLanguage(org.traits)
  const named = (text: unknown) =>
    xml('LocalizedNames', {}, [xml('LocalizedName', { description: String(text), languagecode })])
  const link = values['publisherid']
  const publisher = (isReference(link) ? org.store.get('publisher', link.id)?.values : undefined) ?? {}
  const byId = (type: number) => (row: Row) => xml('RootComponent', { type, id: `{${row.id}}`, behavior: 0 })
  const solution = xml('SolutionManifest', {}, [
    textXml('UniqueName', String(values['uniquename'])),
    named(values['friendlyname']),
    textXml('Version', String(values['version'])),
    textXml('Managed', managed ? 1 : 0),
    xml('Publisher', {}, [
      textXml('UniqueName', String(publisher['uniquename'])),
      named(publisher['friendlyname']),
      textXml('CustomizationPrefix', String(publisher['customizationprefix'])),
      textXml('CustomizationOptionValuePrefix', Number(publisher['customizationoptionvalueprefix'])),
    ]),
    xml('RootComponents', {}, [
      ...tablesIn(parts).map((schemaName) => xml('RootComponent', { type: 1, schemaName, behavior: 2 })),
      ...parts.roles.map(byId(componentTypes.role)),
      ...parts.steps.map(byId(componentTypes.step)),
      ...parts.endpoints.map(byId(componentTypes.endpoint)),
    ]),
  ])
  return xml('ImportExportXml', { version: '9.2.0.0', SolutionPackageVersion: '9.2', languagecode }, [solution])
}

const settings = [
  'AutoNumbering',
  'Calendar',
  'Customization',
  'EmailTracking',
  'General',
  'Marketing',
  'OutlookSynchronization',
].map((name) => `Export${name}Settings`)
const others = ['ExportIsvConfig', 'ExportRelationshipRoles', 'ExportSales', 'ExportExternalApplications']

/** @throws SalesError 403 without the right, 404 for an unknown solution, 400 for a managed one */
export const exportSolution = (session: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'ExportSolution')
  const { org, user } = session
  needPrivilege(org, user.id, 'prvExportCustomization')
  const body = readBody(request.body, 'ExportSolution', ['SolutionName', 'Managed', ...settings, ...others])
  const managed = readFlag(body, 'Managed')
  const name = String(body['SolutionName'] ?? '')
  const asked = [...settings, ...others].find((one) => body[one] === true)
  if (asked !== undefined) throw badRequest(`The parameter '${asked}' is not had here.`)
  const solution = solutionNamed(org, name)
  if (!solution) throw notFound('solution', name)
  if (solution.values['ismanaged'] === true)
    throw invalidArgument(`The solution ${name} is managed and cannot be exported.`)
  const parts = partsOf(org, solution.id)
  const types = xml('Types', { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' }, [
    xml('Default', { Extension: 'xml', ContentType: 'application/octet-stream' }),
  ])
  const files = {
    '[Content_Types].xml': types,
    'customizations.xml': customizationsXml(org, parts),
    'solution.xml': manifestXml(org, solution, parts, managed),
  }
  const archive = zip(
    Object.entries(files).map(([file, root]) => ({ name: file, contents: Buffer.from(xmlDocument(root)) })),
  )
  return functionAnswer(session, 'ExportSolution', { ExportSolutionFile: archive.toString('base64') })
}
