// The labels of codes as a stock organization has them; the service's own labels come before these.
import { lead } from '../schema/lead.ts'
import { opportunity } from '../schema/opportunity.ts'
import type { Table } from '../schema/types.ts'

type Labels = Readonly<Record<number, string>>

const labelsOf = ({ columns, logicalName }: Table, name: string): Labels => {
  const column = columns[name]
  if (column?.type === 'picklist') return column.options
  if (column?.type !== 'status') throw new Error(`The column ${name} of ${logicalName} has no labels.`)
  return Object.fromEntries(Object.entries(column.options).map(([code, { label }]) => [code, label]))
}

export const leadStatusReasons = labelsOf(lead, 'statuscode')
export const leadSources = labelsOf(lead, 'leadsourcecode')
export const opportunityStatusReasons = labelsOf(opportunity, 'statuscode')
