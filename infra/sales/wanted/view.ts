// The views of ours, as data: our leads, approvals that are held back, partners and their users.
// https://learn.microsoft.com/power-apps/developer/model-driven-apps/customize-entity-views

import { choiceCodes, columnOf } from '../../../shared/sales/shown-columns.ts'
import { viewTexts } from './shown-texts.ts'
import { type Text, textIn, texts } from './texts.ts'
import type { WantedRow } from './wanted-row.ts'

/** Its names, which people see in their own language. */
type Names = { readonly name: Text; readonly description: Text }

type View = {
  readonly id: string
  readonly names: Names
  readonly table: string
  /** The code of the type of its rows. */
  readonly type: number
  readonly key: string
  /** The column that leads to the record. */
  readonly jump: string
  readonly columns: readonly string[]
  /** A condition of FetchXML. */
  readonly condition: string
  readonly order: { readonly by: string; readonly descending: boolean }
}

export const viewId = '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b01'

const filled = (column: string): string => `<condition attribute="${column}" operator="not-null"/>`

const views: readonly View[] = [
  {
    // Those that bear the number of a prospect, whoever wrote them and whoever owns them by now.
    id: viewId,
    names: { name: texts.view, description: texts.viewExplained },
    table: 'lead',
    type: 4,
    key: 'leadid',
    jump: 'subject',
    columns: ['fullname', 'cb2b_prospectnumber', 'subject', 'companyname', 'statuscode', 'createdon'],
    condition: filled('cb2b_prospectnumber'),
    order: { by: 'createdon', descending: true },
  },
  {
    id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b30',
    names: viewTexts.heldBack,
    table: 'opportunity',
    type: 3,
    key: 'opportunityid',
    jump: 'name',
    columns: ['name', columnOf.heldBack, 'parentaccountid', 'parentcontactid', 'ownerid', 'modifiedon'],
    condition: `<condition attribute="${columnOf.status}" operator="eq" value="${choiceCodes.status['Held back']}"/>`,
    order: { by: 'modifiedon', descending: true },
  },
  {
    id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b31',
    names: viewTexts.partners,
    table: 'account',
    type: 1,
    key: 'accountid',
    jump: 'name',
    columns: ['name', columnOf.hierarchy, columnOf.partner, 'accountnumber', 'emailaddress1', 'createdon'],
    condition: filled(columnOf.hierarchy),
    order: { by: 'name', descending: false },
  },
  {
    id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b32',
    names: viewTexts.users,
    table: 'contact',
    type: 2,
    key: 'contactid',
    jump: 'fullname',
    columns: ['fullname', 'parentcustomerid', columnOf.role, columnOf.user, 'emailaddress1', 'createdon'],
    condition: filled(columnOf.user),
    order: { by: 'fullname', descending: false },
  },
]

type WantedView = WantedRow & { readonly table: string; readonly localized: Names }

const rowOf = ({ names, ...view }: View, language: number): WantedView => ({
  what: `view ${names.name.en}`,
  set: 'savedqueries',
  table: 'savedquery',
  localized: names,
  key: 'savedqueryid',
  id: view.id,
  columns: {
    name: textIn(names.name, language),
    fetchxml:
      `<fetch version="1.0" output-format="xml-platform" mapping="logical"><entity name="${view.table}"><attribute name="${view.key}"/>` +
      view.columns.map((column) => `<attribute name="${column}"/>`).join('') +
      `<filter type="and">${view.condition}</filter>` +
      `<order attribute="${view.order.by}" descending="${view.order.descending}"/></entity></fetch>`,
    layoutxml:
      `<grid name="resultset" object="${view.type}" jump="${view.jump}" select="1" preview="1" icon="1"><row name="result" id="${view.key}">` +
      view.columns.map((column) => `<cell name="${column}" width="150"/>`).join('') +
      `</row></grid>`,
    description: textIn(names.description, language),
  },
  onCreate: { returnedtypecode: view.table, querytype: 0 },
  stateful: true,
  component: true,
})

/** The views, that of our leads first. @param language LCID of the organization's base language */
export const wantedViews = (language: number): readonly WantedView[] => views.map((view) => rowOf(view, language))
