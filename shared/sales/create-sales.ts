// Sales through the Dataverse Web API.

import { createChangesInSales } from './changes-in-sales.ts'
import { createColumnLengths } from './column-lengths.ts'
import { createRowWriter } from './create-row.ts'
import { accountRow, contactRow, createRecordReader } from './customer-rows.ts'
import { createCustomersInSales } from './customers-in-sales.ts'
import type { Dataverse } from './dataverse.ts'
import { customerTables } from './field-map.ts'
import { leadRow, noteRow } from './lead-rows.ts'
import { createLeadReader } from './read-lead.ts'
import { createRowReader } from './read-row.ts'
import type { Sales } from './sales.ts'
import { leadIdOf, originatingLeadColumn } from './sales-row.ts'
import { createSecuredColumns } from './secured-columns.ts'

const leadTable = { table: 'lead', set: 'leads' } as const

const ofLead = (leadId: string | undefined) =>
  leadId === undefined ? {} : { 'originatingleadid@odata.bind': `/leads(${leadId})` }

/**
 * Sales through the Dataverse Web API. Every method throws SalesUnavailable or SalesRefused.
 * @param now milliseconds
 */
export const createSales = (call: Dataverse, now: () => number = Date.now): Sales => {
  const lengthsOf = createColumnLengths(call, now)
  const read = createRowReader(call)
  const secured = createSecuredColumns(call, now)
  const write = createRowWriter(call, lengthsOf, secured)
  const recordOf = createRecordReader(secured)
  return {
    ...createCustomersInSales({ call, lengthsOf, secured, read, recordOf }),
    ...createChangesInSales(call, recordOf, now),
    readLead: createLeadReader(read, recordOf, now),
    leadOfOpportunity: async (id) => {
      const row = await read(`opportunities(${id})?$select=${originatingLeadColumn}`)
      return row && leadIdOf(row)
    },
    writeLead: ({ prospectId, number, submittedAt, noteId, request }) =>
      write(leadTable, {
        ...leadRow(prospectId, number, request),
        Lead_Annotation: [noteRow(noteId, number, submittedAt, request)],
      }),
    writeAccount: (account, leadId) =>
      write(customerTables.Organization, { ...accountRow(account), ...ofLead(leadId) }),
    writeContact: (contact, accountId, leadId) =>
      write(customerTables.Person, {
        ...contactRow(contact),
        ...ofLead(leadId),
        'parentcustomerid_account@odata.bind': `/accounts(${accountId})`,
      }),
  }
}
