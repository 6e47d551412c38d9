// What a package is, solution.xml: the solution, its publisher, and which parts of an organization belong to it.

import { textXml, type Xml, xml } from '../../local/build/xml.ts'
import { solutionName, solutionVersion, wantedPublisher, wantedSolution } from '../wanted/solution.ts'
import { english } from '../wanted/texts.ts'
import { packagedRoles, packagedTables } from './customizations.ts'

const nil = (name: string): Xml => xml(name, { 'xsi:nil': 'true' })

const named = (description: string): Xml[] => [
  xml('LocalizedNames', {}, [xml('LocalizedName', { description, languagecode: english.base })]),
  xml('Descriptions'),
]

const address = (number: number): Xml =>
  xml('Address', {}, [
    textXml('AddressNumber', number),
    textXml('AddressTypeCode', 1),
    textXml('ShippingMethodCode', 1),
  ])

const publisher = (): Xml => {
  const { columns, onCreate } = wantedPublisher
  return xml('Publisher', {}, [
    textXml('UniqueName', String(onCreate?.['uniquename'])),
    ...named(String(columns['friendlyname'])),
    nil('EMailAddress'),
    nil('SupportingWebsiteUrl'),
    textXml('CustomizationPrefix', String(columns['customizationprefix'])),
    textXml('CustomizationOptionValuePrefix', String(onCreate?.['customizationoptionvalueprefix'])),
    xml('Addresses', {}, [1, 2].map(address)),
  ])
}

/**
 * Tables by their names, as shells: what of them is in the package, and nothing else of them; roles by their ids.
 * https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/solutioncomponent
 */
const rootComponents = (): Xml[] => [
  ...packagedTables.toSorted().map((schemaName) => xml('RootComponent', { type: 1, schemaName, behavior: 2 })),
  ...packagedRoles.map(({ id }) => xml('RootComponent', { type: 20, id: `{${id}}`, behavior: 0 })),
]

/** solution.xml as a tree. */
export const manifest = (managed: boolean): Xml =>
  xml(
    'ImportExportXml',
    {
      version: '9.2.0.0',
      SolutionPackageVersion: '9.2',
      languagecode: english.base,
      // Without it the file counts as one of an organization that is run at home.
      generatedBy: 'CrmLive',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    [
      xml('SolutionManifest', {}, [
        textXml('UniqueName', solutionName),
        ...named(String(wantedSolution('').columns['friendlyname'])),
        textXml('Version', solutionVersion),
        textXml('Managed', managed ? 1 : 0),
        publisher(),
        xml('RootComponents', {}, rootComponents()),
        xml('MissingDependencies'),
      ]),
    ],
  )
