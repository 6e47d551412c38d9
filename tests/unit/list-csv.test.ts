// The lists of headquarters as files: a row for each line, in a form that spreadsheets read, and no formula in it.

import { describe, expect, it } from 'vitest'
import { referenceOf } from '../../shared/domain/reference.ts'
import { csvFile } from '../../shared/headquarters/csv.ts'
import { partnersCsv, prospectsCsv, usersCsv } from '../../shared/headquarters/list-csv.ts'
import { summaryOf } from '../../shared/headquarters/store/prospects.ts'
import { leadId, prospect } from '../support/domain-samples.ts'

const rowsOf = (text: string): string[] => text.slice(1).split('\r\n')

describe('a file', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1+1', '＝1+1', '＋1', '－1', '＠x', '\ufeff=1'])(
    'takes %j for text',
    (text) => {
      const [, row = ''] = csvFile(['a'], [{ a: text }]).split('a\r\n')
      expect(row.replace(/^"/, '').startsWith("'")).toBe(true)
    },
  )
  it('keeps commas, quotes and lines within their cell', () => {
    expect(csvFile(['a', 'b'], [{ a: 'x, "y"\nz', b: 'plain' }])).toBe('\ufeffa,b\r\n"x, ""y""\nz",plain\r\n')
  })
})

describe('the lists', () => {
  it('say of a prospect what the page says, with its reference and its id', () => {
    const line = summaryOf(prospect({ flags: ['no-email', 'lead-merged'] }))
    const [head, row] = rowsOf(prospectsCsv([{ ...line, companyName: '=cmd', likelyDuplicates: 2 }]))
    expect(head?.split(',').slice(0, 4)).toEqual(['number', 'reference', 'company', 'requestor'])
    expect(row?.split(',')).toEqual([
      line.number,
      referenceOf(leadId),
      "'=cmd",
      line.requestorName,
      line.country,
      'Open',
      line.stage,
      'no-email lead-merged',
      '2',
      line.createdAt,
      line.changedAt,
      '',
      '',
      '',
      leadId,
    ])
  })

  it('say of partners and users what the pages say', () => {
    const partner = { organizationId: leadId, number: 'H-000001', name: 'Fabrikam', users: 2, admins: 1 } as const
    const createdAt = '2026-11-20T08:00:00.000Z'
    const changedAt = '2026-11-21T08:00:00.000Z'
    const more = { country: 'DE', channels: ['eu', 'us'], marks: ['on-hold'] as const, changedAt }
    expect(rowsOf(partnersCsv([{ ...partner, status: 'Suspended', createdAt, ...more }]))[1]).toBe(
      `H-000001,Fabrikam,Suspended,DE,eu us,on-hold,2,1,${createdAt},${changedAt},${leadId}`,
    )
    const user = { organizationId: leadId, userId: 'u1', partner: 'H-000001', name: 'Ada Roth', isTold: false } as const
    expect(
      rowsOf(usersCsv([{ ...user, role: 'Admin', status: 'Disabled', reason: 'on-leave', addedAt: createdAt }]))[1],
    ).toBe(`Ada Roth,,Admin,Disabled,on-leave,,no,H-000001,${createdAt},,u1,${leadId}`)
  })
})
