// The status reason by which a seller decides without an e-mail to the applicant, as data. It stands where sellers choose why
// anyway, in the standard dialogs: *Disqualify* of a lead and *Close as Lost* of an opportunity.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/insertstatusvalue

import { noMailStatus } from '../../../shared/sales/sales-states.ts'
import { type Languages, labelOf, type Text, texts } from './texts.ts'

export type WantedStatus = {
  readonly table: 'lead' | 'opportunity'
  readonly set: 'leads' | 'opportunities'
  readonly value: number
  /** Disqualified, or Lost. */
  readonly state: 2
  readonly label: Text
}

const reason = { value: noMailStatus, state: 2, label: texts.noMail } as const

export const wantedStatuses: readonly WantedStatus[] = [
  { ...reason, table: 'lead', set: 'leads' },
  { ...reason, table: 'opportunity', set: 'opportunities' },
]

export const nameOfStatus = ({ table, value }: WantedStatus): string => `status reason ${value} of ${table}`

/** What names the reason to the actions that change it. */
export const optionOf = ({ table, value }: WantedStatus) => ({
  EntityLogicalName: table,
  AttributeLogicalName: 'statuscode',
  Value: value,
})

/** The parameters of the action that makes it. @param languages those of the organization */
export const statusDefinition = (status: WantedStatus, solution: string, languages: Languages) => ({
  ...optionOf(status),
  StateCode: status.state,
  Label: labelOf(status.label, languages),
  SolutionUniqueName: solution,
})
