// Which changes Sales tells of, as data.

import type { CustomerType } from '../../../shared/domain/customer-fields.ts'
import { mappedColumns } from '../../../shared/sales/field-map.ts'
import { markerColumn } from '../../../shared/sales/marker.ts'

/** One for each way, so that changing the way moves the steps from one to the other and no event is sent by both. */
export const endpointIds = {
  webhook: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b04',
  servicebus: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b0b',
} as const

/**
 * Of what Sales tells: of leads and opportunities, of changes of accounts and contacts as well, or also of new ones, which
 * CUSTOMERS_FROM_SALES=all needs.
 */
export const eventsNames = ['leads', 'all', 'customers'] as const
export type Events = (typeof eventsNames)[number]

/** What the endpoint says of it. It is made before the steps, so it tells what was chosen also where an installation broke off. */
export const eventsExplained: Readonly<Record<Events, string>> = {
  leads: 'Tells of leads and opportunities.',
  all: 'Tells of leads, opportunities, accounts and contacts.',
  customers: 'Tells of leads, opportunities, accounts and contacts, and of new accounts and contacts.',
}

export type WantedStep = {
  readonly id: string
  readonly table: 'lead' | 'opportunity' | 'account' | 'contact'
  readonly message: 'Create' | 'Update' | 'Delete'
  readonly filter?: string
  readonly image?: { readonly id: string; readonly attributes: string }
}

/** Whether a step is one that every installation has: only leads and opportunities decide about prospects. */
export const isOfLeads = ({ table }: WantedStep): boolean => table === 'lead' || table === 'opportunity'

// Most accounts and contacts of an organization are none of ours; by these the app sees it at once.
const ofWhom = `${markerColumn},originatingleadid`

// Merging and deactivating change the state.
const changesOf = (type: CustomerType): string => [...mappedColumns(type), 'statecode'].join(',')

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
    filter: changesOf('Organization'),
    image: { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b25', attributes: ofWhom },
  },
  {
    id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b22',
    table: 'account',
    message: 'Delete',
    image: { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b26', attributes: ofWhom },
  },
  {
    id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b23',
    table: 'contact',
    message: 'Update',
    filter: changesOf('Person'),
    image: { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b27', attributes: ofWhom },
  },
  {
    id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b24',
    table: 'contact',
    message: 'Delete',
    image: { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b28', attributes: ofWhom },
  },
]

/**
 * What tells of new customers. What a new row has travels with the event itself, so no image is needed.
 * https://learn.microsoft.com/power-apps/developer/data-platform/register-plug-in
 */
export const createSteps: readonly WantedStep[] = [
  { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b31', table: 'account', message: 'Create' },
  { id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b32', table: 'contact', message: 'Create' },
]

/** Every step that any installation has. */
export const everyStep: readonly WantedStep[] = [...wantedSteps, ...createSteps]

/** What makes a customer of a row that was none: the kind of relationship of an account, and the account of a contact. */
const makesCustomers: Readonly<Record<string, string>> = {
  account: 'customertypecode',
  contact: 'parentcustomerid',
}

const alsoOfNew = (step: WantedStep): WantedStep => {
  const column = makesCustomers[step.table]
  return column && step.filter ? { ...step, filter: `${step.filter},${column}` } : step
}

/** The steps of an installation. */
export const stepsFor = (events: Events): readonly WantedStep[] => {
  if (events === 'customers') return [...wantedSteps.map(alsoOfNew), ...createSteps]
  return events === 'all' ? wantedSteps : wantedSteps.filter(isOfLeads)
}
