// A view as packages have it.

import { textXml, type Xml, xml } from '../../local/build/xml.ts'
import { solutionVersion } from '../wanted/solution.ts'
import type { wantedViews } from '../wanted/view.ts'
import { labelElements } from './label-elements.ts'

/** The `savedquery` element of a view. Without its names an import is refused (0x8004801a). */
export const viewElement = ({ id, columns, localized }: ReturnType<typeof wantedViews>[number]): Xml =>
  xml('savedquery', {}, [
    textXml('IsCustomizable', 1),
    textXml('CanBeDeleted', 1),
    textXml('isquickfindquery', 0),
    textXml('isprivate', 0),
    textXml('isdefault', 0),
    textXml('savedqueryid', `{${id}}`),
    xml('layoutxml', {}, String(columns['layoutxml'])),
    textXml('querytype', 0),
    xml('fetchxml', {}, String(columns['fetchxml'])),
    textXml('IntroducedVersion', solutionVersion),
    labelElements('LocalizedNames', 'LocalizedName', localized.name),
    labelElements('Descriptions', 'Description', localized.description),
  ])
