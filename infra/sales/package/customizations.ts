// What a package brings, customizations.xml: columns, views and security roles, written from the data that the installation
// uses. What cannot be in it, and why:
// - the endpoint, which holds the address of the app and its key, and the steps, which need the endpoint;
// - the team, its role and that of the application user: rows of an organization, no parts of solutions;
// - the status reasons: they stand in lists of Microsoft's, which a package brings as a whole. Importing one a second time
//   took away what it lacked: https://learn.microsoft.com/archive/blogs/crmindia/understanding-microsoft-dynamics-crm-2011-solutions
// The installation adds all of that. The form: https://learn.microsoft.com/power-apps/developer/data-platform/customization-solutions-file-schema

import { textXml, type Xml, xml } from '../../local/build/xml.ts'
import { type ExtendedTable, extendedTables, wantedColumns } from '../wanted/columns.ts'
import { bridgeRole, teamRole, type WantedRole } from '../wanted/security.ts'
import { solutionVersion } from '../wanted/solution.ts'
import { english, everyLanguage } from '../wanted/texts.ts'
import { wantedViews } from '../wanted/view.ts'
import { columnElement } from './column-element.ts'
import { viewElement } from './view-element.ts'

/** Security roles that a package brings; they belong to the root business unit. */
export const packagedRoles: readonly WantedRole[] = [bridgeRole, teamRole]

/** Tables of Microsoft's that a package adds to. */
export const packagedTables = Object.keys(extendedTables) as ExtendedTable[]

/** The views of a package. */
export const packagedViews = wantedViews(english.base)

/** Only what is ours of a table: neither its own settings nor its forms. */
const tableElement = (table: ExtendedTable): Xml => {
  const name = `${table.slice(0, 1).toUpperCase()}${table.slice(1)}`
  const columns = wantedColumns.filter((column) => column.table === table).map(columnElement)
  const views = packagedViews.filter(({ onCreate }) => onCreate?.['returnedtypecode'] === table).map(viewElement)
  return xml('Entity', {}, [
    xml('Name', { LocalizedName: name, OriginalName: '' }, name),
    xml('EntityInfo', {}, [xml('entity', { Name: name }, [xml('attributes', {}, columns)])]),
    xml('SavedQueries', {}, [xml('savedqueries', {}, views)]),
  ])
}

const roleElement = ({ id, name, privileges }: WantedRole): Xml =>
  xml('Role', { id: `{${id}}`, name }, [
    textXml('IsCustomizable', 1),
    textXml('IntroducedVersion', solutionVersion),
    xml(
      'RolePrivileges',
      {},
      privileges
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((privilege) => xml('RolePrivilege', { name: privilege.name, level: privilege.depth })),
    ),
  ])

const nothing = [
  'Workflows',
  'FieldSecurityProfiles',
  'Templates',
  'EntityMaps',
  'EntityRelationships',
  'OrganizationSettings',
  'optionsets',
]

/** customizations.xml as a tree. */
export const customizations = (): Xml =>
  xml('ImportExportXml', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }, [
    xml('Entities', {}, packagedTables.map(tableElement)),
    xml('Roles', {}, packagedRoles.map(roleElement)),
    ...nothing.map((name) => xml(name)),
    xml(
      'Languages',
      {},
      everyLanguage.map((code) => textXml('Language', code)),
    ),
  ])
