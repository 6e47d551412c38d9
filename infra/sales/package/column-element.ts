// A column as packages have it, with the settings that one made by the Web API gets by itself.
// https://learn.microsoft.com/power-apps/developer/data-platform/customization-solutions-file-schema

import { textXml, type Xml, xml } from '../../local/build/xml.ts'
import { logicalName, type WantedColumn, type WantedOption } from '../wanted/columns.ts'
import { solutionVersion } from '../wanted/solution.ts'
import { labelElements } from './label-elements.ts'

const flags = (names: readonly string[], value: 0 | 1): Xml[] => names.map((name) => textXml(name, value))

const choice = ({ value, label }: WantedOption): Xml =>
  xml('option', { value }, [labelElements('labels', 'label', label)])

const names = ({ label, description }: WantedColumn): Xml[] => [
  labelElements('displaynames', 'displayname', label),
  labelElements('Descriptions', 'Description', description),
]

const kindOf = (column: WantedColumn): Xml[] => {
  // The service counts two bytes for a character.
  if ('maxLength' in column)
    return [textXml('Format', 'text'), textXml('MaxLength', column.maxLength), textXml('Length', column.maxLength * 2)]
  const optionset = xml('optionset', { Name: `${column.table}_${logicalName(column)}` }, [
    textXml('OptionSetType', 'picklist'),
    textXml('IsGlobal', 0),
    textXml('IntroducedVersion', solutionVersion),
    textXml('IsCustomizable', 1),
    ...names(column),
    xml('options', {}, column.options.map(choice)),
  ])
  return [textXml('AppDefaultValue', -1), optionset]
}

/** The `attribute` element of a column. */
export const columnElement = (column: WantedColumn): Xml =>
  xml('attribute', { PhysicalName: column.schemaName }, [
    textXml('Type', 'options' in column ? 'picklist' : 'nvarchar'),
    textXml('Name', logicalName(column)),
    textXml('LogicalName', logicalName(column)),
    textXml('RequiredLevel', 'none'),
    textXml('DisplayMask', 'ValidForAdvancedFind|ValidForForm|ValidForGrid'),
    textXml('ImeMode', 'auto'),
    ...flags(['ValidForUpdateApi', 'ValidForReadApi', 'ValidForCreateApi', 'IsCustomField', 'IsAuditEnabled'], 1),
    textXml('IsSecured', 0),
    textXml('IntroducedVersion', solutionVersion),
    ...flags(['IsCustomizable', 'IsRenameable', 'CanModifySearchSettings', 'CanModifyRequirementLevelSettings'], 1),
    textXml('CanModifyAdditionalSettings', 1),
    ...flags(['SourceType', 'IsGlobalFilterEnabled', 'IsSortableEnabled'], 0),
    ...flags(['CanModifyGlobalFilterSettings', 'CanModifyIsSortableSettings'], 1),
    textXml('IsDataSourceSecret', 0),
    ...kindOf(column),
    ...names(column),
  ])
