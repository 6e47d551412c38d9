// Texts as packages have them: one element for each language. Languages that an organization lacks are left out by its import.
// https://learn.microsoft.com/power-apps/developer/data-platform/customization-solutions-file-schema

import { type Xml, xml } from '../../local/build/xml.ts'
import { inEveryLanguage, type Text } from '../wanted/texts.ts'

/** The texts of something by language. @param each the name of the element of one language */
export const labelElements = (name: string, each: string, text: Text): Xml =>
  xml(
    name,
    {},
    inEveryLanguage(text).map(([languagecode, description]) => xml(each, { description, languagecode })),
  )
