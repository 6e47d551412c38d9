// Users, teams, currency and views: what an organization has before the first lead.
import { activeStates, choice, flag, link, memo, table, text, whole } from './columns.ts'

export const businessUnit = table({
  logicalName: 'businessunit',
  schemaName: 'BusinessUnit',
  setName: 'businessunits',
  primaryName: 'name',
  objectTypeCode: 10,
  access: 'read',
  columns: {
    name: text(160),
    isdisabled: flag(false),
    parentbusinessunitid: link('businessunit', 'parentbusinessunitid', 'business_unit_parent_business_unit'),
  },
})

export const organization = table({
  logicalName: 'organization',
  schemaName: 'Organization',
  setName: 'organizations',
  primaryName: 'name',
  objectTypeCode: 1019,
  access: 'read',
  columns: { name: text(160), expirechangetrackingindays: whole(0, 365), languagecode: whole(0, 65535) },
})

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/systemuser */
export const systemUser = table({
  logicalName: 'systemuser',
  schemaName: 'SystemUser',
  setName: 'systemusers',
  privilege: 'User',
  primaryName: 'fullname',
  objectTypeCode: 8,
  access: 'read',
  columns: {
    fullname: text(200, { readOnly: true }),
    firstname: text(256),
    lastname: text(256),
    domainname: text(1024),
    internalemailaddress: text(100),
    applicationid: { type: 'guid' },
    azureactivedirectoryobjectid: { type: 'guid' },
    isdisabled: flag(false),
    accessmode: choice({ 0: 'Read-Write', 1: 'Administrative', 4: 'Non-interactive' }, 0),
    businessunitid: link('businessunit', 'businessunitid', 'business_unit_system_users'),
  },
})

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/usersettings */
export const userSettings = table({
  logicalName: 'usersettings',
  schemaName: 'UserSettings',
  setName: 'usersettingscollection',
  primaryId: 'systemuserid',
  primaryName: 'systemuserid',
  objectTypeCode: 150,
  access: 'no-create',
  columns: { uilanguageid: whole(0, 65_535) },
})

export const team = table({
  logicalName: 'team',
  schemaName: 'Team',
  setName: 'teams',
  primaryName: 'name',
  objectTypeCode: 9,
  columns: {
    name: text(160, { required: 'system' }),
    description: memo(2000),
    teamtype: choice({ 0: 'Owner', 1: 'Access', 2: 'Security Group', 3: 'Office Group' }, 0),
    isdefault: flag(false, { readOnly: true }),
    businessunitid: link('businessunit', 'businessunitid', 'business_unit_teams'),
    administratorid: link('systemuser', 'administratorid', 'lk_teambase_administratorid'),
  },
})

export const transactionCurrency = table({
  logicalName: 'transactioncurrency',
  schemaName: 'TransactionCurrency',
  setName: 'transactioncurrencies',
  primaryName: 'currencyname',
  objectTypeCode: 9105,
  access: 'read',
  columns: {
    currencyname: text(100),
    isocurrencycode: text(5),
    currencysymbol: text(13),
    currencyprecision: whole(0, 10),
    ...activeStates,
  },
})

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/savedquery */
export const savedQuery = table({
  logicalName: 'savedquery',
  schemaName: 'SavedQuery',
  setName: 'savedqueries',
  privilege: 'Query',
  primaryName: 'name',
  objectTypeCode: 1039,
  columns: {
    name: text(200, { required: 'system' }),
    description: memo(2000),
    returnedtypecode: text(64, { required: 'system', createOnly: true }),
    querytype: whole(0, 8192, { required: 'system', createOnly: true }),
    fetchxml: memo(1073741823, { required: 'system' }),
    layoutxml: memo(1073741823, { required: 'system' }),
    isdefault: flag(false),
    isprivate: flag(false, { readOnly: true }),
    isquickfindquery: flag(false),
    ismanaged: flag(false, { readOnly: true }),
    isuserdefined: flag(false, { readOnly: true }),
    ...activeStates,
  },
})

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/userquery */
export const userQuery = table({
  logicalName: 'userquery',
  schemaName: 'UserQuery',
  setName: 'userqueries',
  primaryName: 'name',
  objectTypeCode: 4230,
  userOwned: true,
  columns: {
    name: text(200, { required: 'system' }),
    description: memo(2000),
    returnedtypecode: text(64, { required: 'system', createOnly: true }),
    querytype: whole(0, 8192, { required: 'system', createOnly: true }),
    fetchxml: memo(1073741823, { required: 'system' }),
    layoutxml: memo(1073741823),
    ...activeStates,
  },
})
