// Files of partners as people and spreadsheets write them, and as attackers do.

import { describe, expect, it } from 'vitest'
import { partnerColumns, readPartnerFile } from '../../shared/domain/partner-file.ts'
import { csvFile } from '../../shared/headquarters/csv.ts'

const none = new Map<string, string>()
const lists = { customerGroup: none, priceGroup: none, paymentTerms: none, currency: new Map([['EUR', 'Euro']]) }
const head = 'organization.name,admin.lastName,admin.email'
const read = (text: string) => readPartnerFile(text, lists)
const rowsOf = (text: string) => {
  const rows = read(text)
  if ('code' in rows) throw new Error(`The file is refused: ${rows.code}.`)
  return rows
}
const first = (text: string) => {
  const [row] = rowsOf(text)
  if (!row || !('partner' in row)) throw new Error('The row is refused.')
  return row.partner
}
const valuesOf = (text: string) => {
  const { organization } = first(text)
  return 'values' in organization ? organization.values : organization
}

describe('a file of partners', () => {
  it.each([
    ['commas', `${head}\nFabrikam,Roth,a@b.example\n`],
    ['semicolons', `${head.replaceAll(',', ';')}\r\nFabrikam;Roth;a@b.example\r\n`],
    ['tabs', `${head.replaceAll(',', '\t')}\rFabrikam\tRoth\ta@b.example`],
    ['a byte order mark', `\ufeff${head}\nFabrikam,Roth,a@b.example`],
    ['a line that names the separator', `sep=;\r\n${head.replaceAll(',', ';')}\r\nFabrikam;Roth;a@b.example`],
    ['everything in quotes', `"${head.replaceAll(',', '","')}"\n"Fabrikam","Roth","a@b.example"`],
    ['empty lines', `\n\n${head}\n,,\n\nFabrikam,Roth,a@b.example\n\n`],
    ['names of columns in other letters', `${head.toUpperCase()}\nFabrikam,Roth,a@b.example`],
  ])('is read with %s', (_, text) => {
    expect(first(text)).toEqual({
      organization: { values: { name: 'Fabrikam' } },
      users: [expect.objectContaining({ role: 'Admin', fields: { lastName: 'Roth', email: 'a@b.example' } })],
      invite: true,
    })
  })

  it('keeps separators, quotes and line breaks that stand in quotes, and counts lines on', () => {
    const text = `${head}\n"Fab, ""the"" works",Roth,a@b.example\n"Two\nlines",Lind,c@d.example\n,Lee,x`
    expect(valuesOf(text)).toMatchObject({ name: 'Fab, "the" works' })
    expect(rowsOf(text).map(({ line }) => line)).toEqual([2, 3, 5])
  })

  it('is what our own files are: a formula is text, and its apostrophe is not', () => {
    const row = Object.fromEntries(partnerColumns.map((column) => [column, '']))
    const texts = {
      'organization.name': '=cmd',
      'admin.lastName': 'Roth',
      'admin.email': 'a@b.example',
      'admin.phone': '+49 30 1',
    }
    const text = csvFile(partnerColumns, [{ ...row, ...texts }])
    expect(text).toContain("'=cmd")
    expect(valuesOf(text)).toMatchObject({ name: '=cmd' })
    expect(first(text).users[0]?.fields.phone).toBe('+49 30 1')
  })

  it('may say much of an organization, name one that is here, and invite nobody', () => {
    const more = `organization.address.city,organization.currency,${head},invite\nBerlin,EUR,Fabrikam,Roth,a@b.example,No`
    expect(first(more)).toMatchObject({
      organization: { values: { 'address.city': 'Berlin', currency: 'EUR', name: 'Fabrikam' } },
      invite: false,
    })
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
    expect(first(`organization.organizationId,admin.lastName,admin.email\n${id},Roth,a@b.example`)).toMatchObject({
      organization: { organizationId: id },
    })
  })

  it.each([
    ['nothing', '', { code: 'empty' }],
    ['no rows', head, { code: 'empty' }],
    [
      '501 rows',
      [head, ...Array.from({ length: 501 }, (_, at) => `F,R,a${at}@b.example`)].join('\n'),
      { code: 'too-many-rows', line: 502 },
    ],
    ['an open quote', `${head}\n"Fabrikam,Roth,a@b.example`, { code: 'quotes', line: 2 }],
    ['text behind a quote', `${head}\n"Fab"rikam,Roth,a@b.example`, { code: 'quotes', line: 2 }],
    ['a cell too many', `${head}\nF,R,a@b.example\nF,R,c@b.example,x`, { code: 'cells', line: 3 }],
    [
      'a column of no meaning',
      `${head},password\nF,R,a@b.example,x`,
      { code: 'unknown-column', line: 1, column: 'password' },
    ],
    [
      'a column of a prototype',
      `${head},__proto__.x\nF,R,a@b.example,x`,
      { code: 'unknown-column', line: 1, column: '__proto__.x' },
    ],
    [
      'a column twice',
      `${head},admin.email\nF,R,a@b.example,x`,
      { code: 'column-twice', line: 1, column: 'admin.email' },
    ],
    ['no address', 'organization.name,admin.lastName\nF,R', { code: 'column-missing', line: 1, column: 'admin.email' }],
  ])('is refused whole with %s', (_, text, problem) => {
    expect(read(text)).toEqual(problem)
  })

  it('takes 500 rows', () => {
    const rows = rowsOf([head, ...Array.from({ length: 500 }, (_, at) => `F,R,a${at}@b.example`)].join('\n'))
    expect(rows.filter((row) => 'partner' in row)).toHaveLength(500)
  })

  it.each([
    ['no name', ',Roth,a@b.example', ['organization.name']],
    ['an address that is none', 'F,Roth,a@', ['admin.email']],
    ['nobody', 'F,,', ['admin.lastName', 'admin.email']],
    ['letters that cannot be shown', 'F\u0000,Roth,a@b.example', ['organization.name']],
    ['a name that is too long', `${'x'.repeat(161)},Roth,a@b.example`, ['organization.name']],
  ])('has a row refused with %s, by its columns', (_, row, paths) => {
    const [refused, taken] = rowsOf(`${head}\n${row}\nGood,Lind,good@b.example`)
    expect(refused && 'errors' in refused ? refused.errors.map(({ path }) => path) : []).toEqual(paths)
    expect(taken).toHaveProperty('partner')
  })

  it('refuses an invitation that is neither yes nor no', () => {
    const [row] = rowsOf(`${head},invite\nF,R,a@b.example,maybe`)
    expect(row && 'errors' in row ? row.errors.map(({ path }) => path) : []).toEqual(['invite'])
  })

  it('has an address once: the second row with it is refused', () => {
    const rows = rowsOf(`${head}\nOne,R,a@b.example\nTwo,R,A@B.example`)
    expect(rows.map((row) => 'errors' in row && row.errors.map(({ path, code }) => [path, code]))).toEqual([
      false,
      [['admin.email', 'twice']],
    ])
  })
})
