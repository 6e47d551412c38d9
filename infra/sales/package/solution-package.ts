// The package for the import wizard and for pipelines, a zip of three files. The same data gives the same bytes.
// https://learn.microsoft.com/power-platform/alm/solution-concepts-alm

import { xml, xmlDocument } from '../../local/build/xml.ts'
import { type ZipEntry, zip } from '../../local/build/zip.ts'
import { solutionName, solutionVersion } from '../wanted/solution.ts'
import { customizations } from './customizations.ts'
import { manifest } from './manifest.ts'

const contentTypes = xml('Types', { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' }, [
  xml('Default', { Extension: 'xml', ContentType: 'application/octet-stream' }),
])

/** The files of a package. */
export const packageFiles = (managed: boolean): readonly ZipEntry[] =>
  Object.entries({
    '[Content_Types].xml': contentTypes,
    'customizations.xml': customizations(),
    'solution.xml': manifest(managed),
  }).map(([name, root]) => ({ name, contents: Buffer.from(xmlDocument(root)) }))

/** The package itself. @param managed whether what it brings is removed by deleting the solution, and only so */
export const solutionPackage = (managed: boolean): Buffer => zip(packageFiles(managed))

/** What exports of an organization call such a file. */
export const packageName = (managed: boolean): string =>
  `${solutionName}_${solutionVersion.replaceAll('.', '_')}${managed ? '_managed' : ''}.zip`
