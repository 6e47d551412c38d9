// Which column of Sales holds what, both ways.

import { describe, expect, it } from 'vitest'
import { wantedColumns } from '../../infra/sales/wanted/columns.ts'
import { longestRequest } from '../../infra/sales/wanted/longest-request.ts'
import type { CustomerType } from '../../shared/domain/customer-fields.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { requestOf } from '../../shared/domain/onboarding-request.ts'
import { referenceOf } from '../../shared/domain/reference.ts'
import { accountRow, contactRow, createRecordReader, customerColumns } from '../../shared/sales/customer-rows.ts'
import { leadRow, noteRow, owningTeamId } from '../../shared/sales/lead-rows.ts'
import { account, contact, leadId, request, submitted, textsOf, toWrite } from '../support/domain-samples.ts'

const longest = longestRequest()

const headOf = { prospectId: leadId, number: 'P-000042', submittedAt: submitted }

describe('the lead of a prospect', () => {
  it('has the requestor in the columns of the contact and the company in those of the company', () => {
    expect(leadRow(leadId, 'P-000042', request)).toEqual({
      leadid: leadId,
      subject: 'B2B onboarding request P-000042: Fabrikam GmbH',
      firstname: 'Ada',
      lastname: 'Roth',
      jobtitle: 'Buyer',
      emailaddress1: 'ada.roth@fabrikam.example',
      mobilephone: '+49 170 1234567',
      companyname: 'Fabrikam GmbH',
      telephone1: '+49 30 1234',
      websiteurl: 'https://fabrikam.example',
      address1_line1: 'Lindenstraße 1',
      address1_line2: undefined,
      address1_city: 'Berlin',
      address1_stateorprovince: undefined,
      address1_postalcode: '10969',
      address1_country: 'DE',
      cb2b_prospectnumber: 'P-000042',
      cb2b_headquartersstatus: 727_000_000,
      cb2b_registrationnumber: 'HRB 12345',
      cb2b_taxid: 'DE123456789',
      leadsourcecode: 8,
      description: 'We sell garden furniture.',
      'ownerid@odata.bind': `/teams(${owningTeamId})`,
    })
  })

  it('holds uncut whatever the intake accepts, or its note does', () => {
    // https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/lead
    const limits: Record<string, number> = {
      subject: 300,
      firstname: 50,
      lastname: 50,
      jobtitle: 100,
      emailaddress1: 100,
      mobilephone: 20,
      companyname: 100,
      telephone1: 50,
      websiteurl: 200,
      address1_line1: 250,
      address1_line2: 250,
      address1_city: 80,
      address1_stateorprovince: 50,
      address1_postalcode: 20,
      address1_country: 80,
      description: 2000,
      ...Object.fromEntries(
        wantedColumns.flatMap((column) =>
          column.table === 'lead' && 'maxLength' in column ? [[column.schemaName.toLowerCase(), column.maxLength]] : [],
        ),
      ),
    }
    const row = leadRow(leadId, 'P-000042', longest)
    const note = String(noteRow('note', { ...headOf, request: longest })['notetext'])
    for (const [column, limit] of Object.entries(limits)) {
      if (String(row[column]).length > limit) {
        expect(['companyname', 'mobilephone']).toContain(column)
        expect(note).toContain(String(row[column]))
        continue
      }
      expect(String(row[column]).length, column).toBeLessThanOrEqual(limit)
      expect(String(row[column]), column).not.toContain('…')
    }
    expect(row['description']).toBe(longest.comments)
  })
})

describe('the note on the Timeline', () => {
  it('says where the lead came from and what no column holds', () => {
    const row = noteRow('note', { ...headOf, request: { ...request, attributes: { industry: 'Retail' } } })
    const text = String(row['notetext'])
    expect(row['annotationid']).toBe('note')
    expect(row['subject']).toContain('P-000042')
    for (const part of [
      '2026-11-20 08:00 UTC',
      'P-000042',
      'industry: Retail',
      'Language of the requestor: Nederlands',
    ])
      expect(text).toContain(part)
    expect(text.split('\n')).toEqual([
      `This lead was created by the dual-write bridge. A company asked on the B2B site, on 2026-11-20 08:00 UTC, to become a business partner; headquarters keeps the request as prospect P-000042, and the requestor knows it by the reference ${referenceOf(leadId)}.`,
      'Qualify the lead and close its opportunity as won to approve the partner. Disqualify the lead or close the opportunity as lost to reject it. The requestor gets the e-mail from headquarters.',
      'Language of the requestor: Nederlands',
      'Channel: default',
      'industry: Retail',
    ])
    expect(row['subject']).toBe('Created by dual-write from B2B prospect P-000042')
    for (const inAColumn of ['HRB 12345', 'DE123456789', 'Fabrikam']) expect(text).not.toContain(inAColumn)
  })
})

describe('every field of a request', () => {
  const texts = Object.fromEntries(onboardingFields.map(({ path, kind }) => [path, kind === 'language' ? 'nl' : path]))
  const whole = requestOf(texts, {})

  it.each(onboardingFields)('$path is told to Sales, in a column of the lead or in its note', ({ path, kind }) => {
    const told = [
      ...Object.values(leadRow(leadId, 'P-000042', whole)),
      noteRow('n', { ...headOf, request: whole })['notetext'],
    ]
    const text = kind === 'language' ? 'Nederlands' : path
    expect(told.some((one) => String(one).includes(text))).toBe(true)
  })
})

const euro = '00000006-0000-4000-8000-000000000002'
const currencies = {
  codeOf: async (id: string) => (id === euro ? 'EUR' : undefined),
  idOf: async (code: string) => (code === 'EUR' ? euro : undefined),
}

describe('an account and a contact', () => {
  const full = account({
    phone: '1',
    email: 'info@fabrikam.example',
    website: 'https://fabrikam.example',
    'address.line1': 'a',
    'address.line2': 'b',
    'address.city': 'c',
    'address.stateOrProvince': 'd',
    'address.postalCode': 'e',
    'address.country': 'DE',
  })
  const person = contact({ phone: '1', mobilePhone: '2', jobTitle: 'Buyer' })

  const nothingSecured = createRecordReader({
    secured: async () => ({ isSecured: () => false, may: () => false }),
    currencies,
    creditColumns: 'standard',
  })

  it('come back as they were written', async () => {
    const row = { ...accountRow(toWrite(full)), _originatingleadid_value: leadId }
    expect(textsOf((await nothingSecured('Organization', row)).values)).toEqual(textsOf(full.values))
    const contactsRow = { ...contactRow(toWrite(person)), _originatingleadid_value: leadId }
    expect(textsOf((await nothingSecured('Person', contactsRow)).values)).toEqual(textsOf(person.values))
  })

  it('are read from the columns that are asked for', async () => {
    const asked = (type: CustomerType, row: object) => ({
      ...Object.fromEntries(
        customerColumns(type)
          .split(',')
          .map((column) => [column, null]),
      ),
      ...Object.fromEntries(Object.entries(row).filter(([name]) => customerColumns(type).split(',').includes(name))),
      _originatingleadid_value: leadId,
    })
    expect(await nothingSecured('Organization', asked('Organization', accountRow(toWrite(full))))).toEqual(full)
    expect(await nothingSecured('Person', asked('Person', contactRow(toWrite(person))))).toEqual(person)
  })

  it('have known absences for empty columns, nothing for columns that are not there, and ids in small letters', async () => {
    const id = leadId.toUpperCase()
    const row = { accountid: id, name: 'F', address1_line1: null, address1_line2: '', _originatingleadid_value: null }
    expect(await nothingSecured('Organization', row)).toEqual({
      id: leadId,
      values: { name: 'F', 'address.line1': null, 'address.line2': null },
    })
    expect(await nothingSecured('Person', { contactid: id, _originatingleadid_value: id })).toEqual({
      id: leadId,
      values: {},
      leadId,
    })
  })

  it('say into which one they were merged, and whether they are inactive', async () => {
    const row = { contactid: leadId, statecode: 1, _masterid_value: leadId.toUpperCase() }
    expect(await nothingSecured('Person', row)).toMatchObject({ mergedInto: leadId, isInactive: true })
    expect(Object.keys(await nothingSecured('Person', { contactid: leadId, statecode: 0 }))).toEqual(['id', 'values'])
  })
})

describe('a secured column', () => {
  let may = ''
  const secured = (...columns: string[]) => {
    const asked: unknown[] = []
    const read = createRecordReader({
      secured: async (...what) => {
        asked.push(what)
        return { isSecured: (column) => columns.includes(column), may: (right, column) => `${right} ${column}` === may }
      },
      currencies,
      creditColumns: 'standard',
    })
    return { read, asked }
  }

  it('says nothing when it is empty, and something when it has a text', async () => {
    const { read } = secured('emailaddress1', 'telephone1')
    const row = { contactid: leadId, emailaddress1: null, telephone1: '+49 30 1', mobilephone: null }
    expect((await read('Person', row)).values).toEqual({ phone: '+49 30 1', mobilePhone: null })
  })

  it('that the app may read says by its emptiness that there is nothing', async () => {
    may = 'read telephone1'
    const { read } = secured('emailaddress1', 'telephone1')
    const row = { contactid: leadId, emailaddress1: null, telephone1: null, mobilephone: '(***) *' }
    expect((await read('Person', row)).values).toEqual({ phone: null, mobilePhone: '(***) *' })
    // Who may read it still sees a mask unless it asks for more.
    expect((await read('Person', { contactid: leadId, telephone1: '(***) ***-1234' })).values).toEqual({})
    may = ''
  })

  it.each(['####@fabrikam.example', '(***) ***-1234'])('says nothing when it shows a mask: %s', async (text) => {
    const { read } = secured('emailaddress1')
    expect((await read('Person', { contactid: leadId, emailaddress1: text })).values).toEqual({})
    expect((await secured().read('Person', { contactid: leadId, emailaddress1: text })).values).toEqual({ email: text })
  })

  it('is asked for only where a column has no text', async () => {
    const { read, asked } = secured('telephone1')
    await read('Person', { contactid: leadId, telephone1: '1', lastname: 'Roth' })
    expect(asked).toEqual([])
    await read('Person', { contactid: leadId, telephone1: null }, true)
    expect(asked).toEqual([['contact', true]])
  })
})
