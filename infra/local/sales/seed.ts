// What a new organization holds before anybody works in it: users, their security roles, currency, the standard view and the messages that
// steps may be registered for. Ids are fixed, so that they are the same in every new organization.

import { baseCurrencyId, euroId, seedId } from './base/seed-ids.ts'
import { type Org, stamp } from './organization/session.ts'
import { baseLanguage } from './organization/traits.ts'
import type { Value, Values } from './schema/types.ts'
import { administratorRoleId } from './security/rights.ts'
import { seedPrivileges, seedSecurity } from './security/seed.ts'

const id = seedId
const organizationId = id(1, 1)
const businessUnitId = id(2, 1)
/** The unit below the root, where there is one: the application user's. */
export const childUnitId = id(2, 3)
export const integrationUserId = id(3, 1)
export const salespersonId = id(3, 2)
export const administratorId = id(3, 3)
/** The client id of the integration's app registration. */
export const integrationApplicationId = id(4, 1)
const myOpenLeadsId = id(5, 1)

const currencies = [
  [baseCurrencyId, 'US Dollar', 'USD', '$'],
  [euroId, 'Euro', 'EUR', '€'],
] as const

const users: readonly Values[] = [
  {
    systemuserid: integrationUserId,
    firstname: 'Commerce B2B',
    lastname: 'integration',
    fullname: 'Commerce B2B integration',
    domainname: 'integration@standin.example',
    internalemailaddress: 'integration@standin.example',
    applicationid: integrationApplicationId,
    azureactivedirectoryobjectid: id(4, 2),
    accessmode: 4,
  },
  {
    systemuserid: salespersonId,
    firstname: 'Sam',
    lastname: 'Salesperson',
    fullname: 'Sam Salesperson',
    domainname: 'sam@standin.example',
    internalemailaddress: 'sam@standin.example',
    azureactivedirectoryobjectid: id(4, 3),
    accessmode: 0,
  },
  {
    systemuserid: administratorId,
    firstname: 'Alex',
    lastname: 'Administrator',
    fullname: 'Alex Administrator',
    domainname: 'alex@standin.example',
    internalemailaddress: 'alex@standin.example',
    azureactivedirectoryobjectid: id(4, 4),
    accessmode: 0,
  },
]

const myOpenLeads: Values = {
  savedqueryid: myOpenLeadsId,
  name: 'My Open Leads',
  returnedtypecode: 'lead',
  querytype: 0,
  isdefault: true,
  statecode: 0,
  statuscode: 1,
  fetchxml:
    '<fetch version="1.0" output-format="xml-platform" mapping="logical"><entity name="lead"><attribute name="fullname"/><attribute name="createdon"/><attribute name="subject"/><attribute name="statuscode"/><attribute name="leadid"/><order attribute="createdon" descending="true"/><filter type="and"><condition attribute="ownerid" operator="eq-userid"/><condition attribute="statecode" operator="eq" value="0"/></filter></entity></fetch>',
  layoutxml:
    '<grid name="resultset" object="4" jump="fullname" select="1" preview="1" icon="1"><row name="result" id="leadid"><cell name="fullname" width="200"/><cell name="subject" width="300"/><cell name="statuscode" width="100"/><cell name="createdon" width="125"/></row></grid>',
}

const common = ['Create', 'Update', 'Delete', 'Assign', 'SetState', 'SetStateDynamicEntity']
/** Which messages each table has. https://learn.microsoft.com/dynamics365/developer/reference/entities/lead#messages */
const messages: Readonly<Record<string, readonly string[]>> = {
  lead: [...common, 'QualifyLead', 'Merge'],
  opportunity: [...common, 'Win', 'Lose'],
  opportunityclose: ['Create', 'Update', 'Delete'],
  account: [...common, 'Merge'],
  contact: [...common, 'Merge'],
  annotation: ['Create', 'Update', 'Delete'],
}

/** Fills an organization that has no rows yet. One that has gets only what an earlier version did not put there. */
export const seed = (org: Org): void => {
  const moment = stamp(org)
  const system = { table: 'systemuser', id: integrationUserId }
  const audit = { createdon: moment, modifiedon: moment, createdby: system, modifiedby: system }
  const put = (table: string, key: string, values: Record<string, Value>) =>
    org.store.put(table, key, { ...values, ...audit })
  const unit = { table: 'businessunit', id: businessUnitId }
  const unitOf = (userId: unknown) =>
    org.traits.childUnit && userId === integrationUserId ? { table: 'businessunit', id: childUnitId } : unit
  org.store.transact(() => {
    for (const user of users) {
      const key = String(user['systemuserid'])
      if (!org.store.get('systemuser', key))
        put('systemuser', key, { ...user, isdisabled: false, businessunitid: unitOf(key) })
      if (!org.store.get('usersettings', key))
        put('usersettings', key, {
          systemuserid: key,
          uilanguageid: org.traits.userLanguage ?? baseLanguage(org.traits),
        })
    }
    if (org.traits.childUnit && !org.store.get('businessunit', childUnitId))
      put('businessunit', childUnitId, {
        businessunitid: childUnitId,
        name: 'standin branch',
        isdisabled: false,
        parentbusinessunitid: unit,
      })
    seedPrivileges(org)
    if (!org.store.get('role', administratorRoleId))
      seedSecurity(org, unit, { administrator: administratorId, salesperson: salespersonId })
    if (org.store.get('organization', organizationId)) return
    put('organization', organizationId, {
      organizationid: organizationId,
      name: 'standin',
      expirechangetrackingindays: 7,
      languagecode: baseLanguage(org.traits),
    })
    put('businessunit', businessUnitId, { businessunitid: businessUnitId, name: 'standin', isdisabled: false })
    put('team', id(2, 2), { teamid: id(2, 2), name: 'standin', teamtype: 0, isdefault: true, businessunitid: unit })
    for (const [currencyId, currencyname, isocurrencycode, currencysymbol] of currencies)
      put('transactioncurrency', currencyId, {
        transactioncurrencyid: currencyId,
        currencyname,
        isocurrencycode,
        currencysymbol,
        currencyprecision: 2,
        statecode: 0,
        statuscode: 1,
      })
    put('savedquery', myOpenLeadsId, { ...myOpenLeads, isprivate: false, isquickfindquery: false })
    const names = [...new Set(Object.values(messages).flat())]
    for (const [at, name] of names.entries()) {
      put('sdkmessage', id(7, at), { sdkmessageid: id(7, at), name, isprivate: false })
    }
    const filters = Object.entries(messages).flatMap(([table, list]) => list.map((name) => [table, name] as const))
    for (const [at, [table, name]] of filters.entries()) {
      put('sdkmessagefilter', id(8, at), {
        sdkmessagefilterid: id(8, at),
        primaryobjecttypecode: table,
        secondaryobjecttypecode: 'none',
        iscustomprocessingstepallowed: true,
        sdkmessageid: { table: 'sdkmessage', id: id(7, names.indexOf(name)) },
      })
    }
  })
}
