// What this system needs in a Dataverse organization, as data. Every row has an id of our own, so that it is found again
// whatever it is called by then, and a create whose answer was lost ends at the same row.

import { mappedColumns } from '../../shared/sales/field-map.ts'
import { prefix } from './wanted-columns.ts'

export type Columns = Readonly<Record<string, string | number | boolean>>

/** @property property the navigation property; @property column where the id is read */
export type Link = { readonly property: string; readonly column: string; readonly set: string; readonly id: string }

export type WantedRow = {
  /** What people call it. */
  readonly what: string
  readonly set: string
  readonly key: string
  readonly id: string
  /** A name that is unique in the organization: a row that bears it is taken as it is, and is not ours to remove. */
  readonly unique?: { readonly column: string; readonly value: string }
  /** Read back and compared; what differs is brought up to date. */
  readonly columns: Columns
  /** Rows it points at, read back and compared as well. */
  readonly links?: readonly Link[]
  /** Sent with a create only: names of other rows and what cannot change. */
  readonly onCreate?: Columns
  /** Cannot be read back, so it is sent every time. */
  readonly secret?: Columns
  /** Has a state, which must be the active one. */
  readonly stateful?: true
  /** Belongs to the solution. */
  readonly component?: true
}

export const solutionName = 'CommerceB2BOnboarding'
export const viewId = '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b01'
const publisherId = '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b02'
const solutionId = '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b03'
/** One for each way, so that changing the way moves the steps from one to the other and no event is sent by both. */
export const endpointIds = {
  webhook: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b04',
  servicebus: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b0b',
} as const

export type WantedStep = {
  readonly id: string
  readonly table: 'lead' | 'opportunity' | 'account' | 'contact'
  readonly message: 'Update' | 'Delete'
  readonly filter?: string
  readonly image?: { readonly id: string; readonly attributes: string }
}

/**
 * The steps. Dataverse raises Update for a change of state whatever message made it, so these few see every decision.
 * https://learn.microsoft.com/power-apps/developer/data-platform/special-update-operation-behavior
 */
export const wantedSteps: readonly WantedStep[] = [
  { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b05', table: 'lead', message: 'Update', filter: 'statecode' },
  { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b06', table: 'lead', message: 'Delete' },
  {
    id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b07',
    table: 'opportunity',
    message: 'Update',
    filter: 'statecode',
    image: { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b08', attributes: 'originatingleadid' },
  },
  {
    id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b0c',
    table: 'opportunity',
    message: 'Delete',
    image: { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b0d', attributes: 'originatingleadid' },
  },
  {
    id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b21',
    table: 'account',
    message: 'Update',
    filter: mappedColumns('Organization').join(','),
  },
  { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b22', table: 'account', message: 'Delete' },
  {
    id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b23',
    table: 'contact',
    message: 'Update',
    filter: mappedColumns('Person').join(','),
  },
  { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b24', table: 'contact', message: 'Delete' },
]

/** Tables that the catch-up with Sales reads by change tracking. */
export const trackedTables = ['lead', 'opportunity', 'account', 'contact'] as const

export const wantedPublisher: WantedRow = {
  what: 'publisher Commerce B2B',
  set: 'publishers',
  key: 'publisherid',
  id: publisherId,
  unique: { column: 'uniquename', value: 'commerceb2bonboarding' },
  columns: { friendlyname: 'Commerce B2B', customizationprefix: prefix },
  onCreate: { uniquename: 'commerceb2bonboarding', customizationoptionvalueprefix: 72_700 },
}

/** @param publisher id of the publisher that is there */
export const wantedSolution = (publisher: string): WantedRow => ({
  what: 'solution Commerce B2B onboarding',
  set: 'solutions',
  key: 'solutionid',
  id: solutionId,
  unique: { column: 'uniquename', value: solutionName },
  columns: { friendlyname: 'Commerce B2B onboarding', version: '1.0.0.0' },
  onCreate: { uniquename: solutionName, 'publisherid@odata.bind': `/publishers(${publisher})` },
})

const shownColumns = ['fullname', 'cb2b_prospectnumber', 'subject', 'companyname', 'statuscode', 'createdon']

/**
 * The view of our leads: those that bear the number of a prospect, whoever wrote them and whoever owns them by now.
 * https://learn.microsoft.com/power-apps/developer/model-driven-apps/customize-entity-views
 */
export const wantedView: WantedRow = {
  what: 'view All commerce B2B leads',
  set: 'savedqueries',
  key: 'savedqueryid',
  id: viewId,
  columns: {
    name: 'All commerce B2B leads',
    fetchxml:
      `<fetch version="1.0" output-format="xml-platform" mapping="logical"><entity name="lead"><attribute name="leadid"/>` +
      shownColumns.map((column) => `<attribute name="${column}"/>`).join('') +
      `<filter type="and"><condition attribute="cb2b_prospectnumber" operator="not-null"/></filter>` +
      `<order attribute="createdon" descending="true"/></entity></fetch>`,
    layoutxml:
      `<grid name="resultset" object="4" jump="subject" select="1" preview="1" icon="1"><row name="result" id="leadid">` +
      shownColumns.map((column) => `<cell name="${column}" width="150"/>`).join('') +
      `</row></grid>`,
    description: 'Leads that the dual-write bridge made from onboarding requests of the B2B site.',
  },
  onCreate: { returnedtypecode: 'lead', querytype: 0 },
  stateful: true,
  component: true,
}
