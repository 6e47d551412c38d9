// Sales through the Dataverse Web API.

import type { CreditColumns } from '../domain/customer-fields.ts'
import { createAnswerLead } from './answer-lead.ts'
import { createArrivingCustomers } from './arriving-customers.ts'
import { createChangesInSales } from './changes-in-sales.ts'
import { createCloseLead } from './close-lead.ts'
import { createColumnLengths } from './column-lengths.ts'
import { createRowWriter } from './create-row.ts'
import { createCurrencies } from './currencies.ts'
import { accountRow, contactRow, createRecordReader, creditRow } from './customer-rows.ts'
import { createCustomersInSales } from './customers-in-sales.ts'
import type { Dataverse } from './dataverse.ts'
import { customerTables } from './field-map.ts'
import { createAccountsLike, createFindAccounts } from './find-accounts.ts'
import { leadRow, noteRow } from './lead-rows.ts'
import { createNoteLead, leadNoteRow } from './note-lead.ts'
import { createAskOptional } from './optional-columns.ts'
import { createLeadReader } from './read-lead.ts'
import { createRowReader } from './read-row.ts'
import type { AccountContact, Sales } from './sales.ts'
import { idOf, leadIdOf, originatingLeadColumn, present, rowsAt, textOf } from './sales-row.ts'
import { createSecuredColumns } from './secured-columns.ts'
import { createShowInSales } from './show-in-sales.ts'

const leadTable = { table: 'lead', set: 'leads' } as const

const ofLead = (leadId: string | undefined) =>
  leadId === undefined ? {} : { 'originatingleadid@odata.bind': `/leads(${leadId})` }

type SalesClientOptions = {
  readonly creditColumns?: CreditColumns
  readonly takesAll?: boolean
  /** With which the notes of sellers begin that ask the applicant something; empty where none does. */
  readonly questionMark?: string
}

/**
 * Sales through the Dataverse Web API. Every method throws SalesUnavailable or SalesRefused.
 * @param now milliseconds
 * @param options which columns of accounts hold credit there, and whether what changed of every customer of Sales is looked
 * at, or of ours only; with which mark sellers ask the applicant something by notes
 */
export const createSales = (
  call: Dataverse,
  now: () => number = Date.now,
  { creditColumns = 'standard', takesAll = false, questionMark = '' }: SalesClientOptions = {},
): Sales => {
  const lengthsOf = createColumnLengths(call, now)
  const read = createRowReader(call)
  const secured = createSecuredColumns(call, now)
  const write = createRowWriter(call, lengthsOf, secured, now)
  const currencies = createCurrencies(call, now)
  const recordOf = createRecordReader({ secured, currencies, creditColumns })
  const askOptional = createAskOptional(now)
  return {
    ...createCustomersInSales({ call, lengthsOf, secured, currencies, read, recordOf, creditColumns }),
    ...createArrivingCustomers({ call, read, recordOf, creditColumns }),
    ...createChangesInSales({ call, recordOf, secured, askOptional, creditColumns, takesAll, questionMark }),
    ...createShowInSales(call, now),
    readLead: createLeadReader(read, recordOf, now, creditColumns, questionMark),
    leadOfOpportunity: async (id) => {
      const row = await read(`opportunities(${id})?$select=${originatingLeadColumn}`)
      return row && leadIdOf(row)
    },
    writeLead: ({ noteId, ...lead }) =>
      write(leadTable, {
        ...leadRow(lead.prospectId, lead.number, lead.request),
        Lead_Annotation: [noteRow(noteId, lead)],
      }),
    closeLead: createCloseLead(call, read, askOptional),
    answerLead: createAnswerLead(call, read, askOptional),
    noteLead: (note) => createNoteLead(call)(note.leadId, leadNoteRow(note)),
    findAccounts: createFindAccounts(read),
    accountsLike: createAccountsLike(read),
    contactsOf: async (accountId) => {
      const filter = `_parentcustomerid_value eq ${accountId} and statecode eq 0`
      const columns = `contactid,firstname,lastname,emailaddress1,telephone1,jobtitle,${originatingLeadColumn}`
      const path = `contacts?$select=${columns}&$top=500&$orderby=lastname,contactid&$filter=${encodeURIComponent(filter)}`
      return (rowsAt((await read(path)) ?? {}, 'value') ?? []).flatMap((row) => {
        const id = idOf(row['contactid'])
        if (id === undefined) return []
        return [
          {
            id,
            ...present<Partial<AccountContact>>({
              firstName: textOf(row['firstname']),
              lastName: textOf(row['lastname']),
              email: textOf(row['emailaddress1']),
              phone: textOf(row['telephone1']),
              jobTitle: textOf(row['jobtitle']),
              leadId: leadIdOf(row),
            }),
          },
        ]
      })
    },
    contactsWith: async (accountId, email) => {
      const sameAddress = `emailaddress1 eq '${email.replaceAll("'", "''")}'`
      const filter = `_parentcustomerid_value eq ${accountId} and ${sameAddress} and statecode eq 0`
      const row = await read(`contacts?$select=contactid&$top=3&$filter=${encodeURIComponent(filter)}`)
      return (rowsAt(row ?? {}, 'value') ?? []).flatMap((contact) => idOf(contact['contactid']) ?? [])
    },
    writeAccount: async (account, leadId) =>
      write(customerTables.Organization, {
        ...accountRow(account, creditColumns),
        ...(await creditRow(account, currencies, creditColumns)),
        ...ofLead(leadId),
      }),
    writeContact: (contact, accountId, leadId) =>
      write(customerTables.Person, {
        ...contactRow(contact),
        ...ofLead(leadId),
        'parentcustomerid_account@odata.bind': `/accounts(${accountId})`,
      }),
  }
}
