// What the published schema of customizations.xml says of the parts that are had here, in words of our own; where it asks
// for nothing in a section, the section must be empty here. CustomizationsSolution.xsd 9.0.0.2090 with Fetch.xsd:
// https://learn.microsoft.com/power-apps/developer/data-platform/customization-solutions-file-schema
import { each, many, maybe, once, type Part, some } from './schema-part.ts'

const any = /^/
const flag = /^[01]$/
const whole = /^-?\d+$/
const guid = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i
const version = /^\d+(\.\d+){1,3}$/
const shortName = /^[\s\S]{1,50}$/

const flagged: Part = { text: flag }
const counted: Part = { text: whole }
const free: Part = { text: any }
const versioned: Part = { text: version }

const label: Part = {
  attributes: { id: guid, description: any, languagecode: /^[1-9]\d*$/ },
  needed: ['description', 'languagecode'],
}
const labels = (name: string): Part => ({ children: { [name]: many(label) } })
const displayNames = labels('displayname')
const descriptions = labels('Description')
const shownLabels = once({ children: { label: some(label) } })

const option: Part = {
  attributes: { id: guid, value: whole, ExternalValue: any, Color: any, addedby: any },
  needed: ['value'],
  children: { labels: shownLabels, Descriptions: maybe(descriptions) },
}
const status: Part = {
  attributes: { value: whole, Color: any, state: whole, defaultstatus: whole, addedby: any, TransitionData: any },
  needed: ['value'],
  children: { labels: shownLabels, Descriptions: maybe(descriptions) },
}
const optionSet: Part = {
  attributes: { Name: any, localizedName: any, description: any, unmodified: flag },
  needed: ['Name'],
  children: {
    OptionSetType: maybe({ text: /^(picklist|state|status|bit)$/ }),
    IsGlobal: maybe(flagged),
    IntroducedVersion: maybe(versioned),
    IsCustomizable: maybe(flagged),
    ExternalTypeName: maybe(free),
    displaynames: maybe(displayNames),
    Descriptions: maybe(descriptions),
    options: maybe({ children: { option: many(option) } }),
    statuses: maybe({ children: { status: many(status) } }),
  },
}

const column: Part = {
  attributes: { PhysicalName: shortName, unmodified: flag },
  needed: ['PhysicalName'],
  anyOrder: true,
  children: {
    Type: maybe({ text: /^[a-z_]+$/i }),
    ...each(maybe({ text: shortName }), 'Name', 'LogicalName'),
    ...each(maybe(flagged), 'IsCustomField', 'ValidForCreateApi', 'ValidForReadApi', 'ValidForUpdateApi', 'IsLogical'),
    ...each(maybe(flagged), 'IsAuditEnabled', 'IsSecured', 'IsCustomizable', 'IsRenameable', 'IsDataSourceSecret'),
    ...each(maybe(flagged), 'CanModifySearchSettings', 'CanModifyRequirementLevelSettings', 'IsSortableEnabled'),
    ...each(maybe(flagged), 'CanModifyFieldLevelSecuritySettings', 'CanModifyAdditionalSettings', 'IsActive'),
    ...each(maybe(flagged), 'IsGlobalFilterEnabled', 'CanModifyGlobalFilterSettings', 'CanModifyIsSortableSettings'),
    ...each(maybe(free), 'DisplayMask', 'ImeMode', 'RequiredLevel', 'Format', 'OptionSetName'),
    ...each(maybe(counted), 'MaxLength', 'Accuracy', 'AppDefaultValue', 'AccuracySource', 'SourceType', 'Behavior'),
    Length: maybe({ text: /^([1-9]\d*|max|-1)$/ }),
    IntroducedVersion: maybe(versioned),
    optionset: maybe(optionSet),
    displaynames: maybe(displayNames),
    Descriptions: maybe(descriptions),
  },
}

const view: Part = {
  attributes: { unmodified: flag },
  anyOrder: true,
  children: {
    savedqueryid: once({ text: guid }),
    LocalizedNames: once(labels('LocalizedName')),
    Descriptions: maybe(descriptions),
    ...each(maybe(flagged), 'IsCustomizable', 'CanBeDeleted', 'isquickfindquery', 'isdefault', 'isprivate'),
    IntroducedVersion: maybe(versioned),
    ...each(maybe({ text: /^\d+$/ }), 'returnedtypecode', 'querytype'),
    // Query and layout are compiled when the view is stored.
    ...each(maybe({ open: true }), 'fetchxml', 'layoutxml'),
  },
}

const entity: Part = {
  attributes: { Name: shortName, unmodified: flag },
  needed: ['Name'],
  children: { attributes: once({ children: { attribute: many(column) } }) },
}

const table: Part = {
  anyOrder: true,
  children: {
    Name: once({
      attributes: { LocalizedName: /^[\s\S]+$/, OriginalName: any },
      needed: ['LocalizedName', 'OriginalName'],
      text: shortName,
    }),
    ObjectTypeCode: maybe({ text: /^[1-9]\d*$/ }),
    EntityInfo: maybe({ children: { entity: once(entity) } }),
    SavedQueries: maybe({ children: { savedqueries: some({ children: { savedquery: many(view) } }) } }),
  },
}

const role: Part = {
  attributes: { name: any, id: guid, unmodified: flag },
  needed: ['name', 'id'],
  children: {
    IsCustomizable: maybe(flagged),
    IntroducedVersion: maybe(versioned),
    RolePrivileges: maybe({
      children: {
        RolePrivilege: many({
          attributes: { name: any, level: /^(Basic|Local|Deep|Global)$/ },
          needed: ['name', 'level'],
        }),
      },
    }),
  },
}

/** customizations.xml. */
export const customizationsPart: Part = {
  children: {
    Entities: maybe({ children: { Entity: many(table) } }),
    Roles: maybe({ children: { Role: many(role) } }),
    ...each(maybe({}), 'Workflows', 'FieldSecurityProfiles', 'Templates', 'EntityMaps', 'EntityRelationships'),
    ...each(maybe({}), 'OrganizationSettings', 'optionsets', 'Reports', 'Dashboards', 'WebResources'),
    ...each(maybe({ open: true }), 'SdkMessageProcessingSteps', 'ServiceEndpoints'),
    Languages: maybe({ children: { Language: some({ text: /^\d+$/ }) } }),
  },
}
