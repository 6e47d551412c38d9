// A file of partners that no onboarding made: RFC 4180 as spreadsheets write it, with commas, semicolons or tabs between
// the cells. Each row is an organization and its first Admin; the columns are called as the members of POST /api/partners.

import { type NewPartner, organizationFields, readNewPartner } from './new-partner.ts'
import type { TradeLists } from './trade-codes.ts'
import { userFields } from './users/user-fields.ts'

/** In bytes, and in rows. */
export const partnerFileLimits = { bytes: 1024 * 1024, rows: 500 } as const

const organizationColumns = ['organizationId', ...organizationFields.map(({ path }) => path)].map(
  (path) => `organization.${path}`,
)
const adminColumns = userFields.map(({ path }) => `admin.${path}`)

/** All columns that a file may have, in the order of a new one. */
export const partnerColumns: readonly string[] = [...organizationColumns, ...adminColumns, 'invite']

/** What is wrong with a file as a whole. @member line of the file, counted from 1, or the column that it is about */
export type FileProblem = {
  readonly code: 'empty' | 'too-many-rows' | 'quotes' | 'cells' | 'unknown-column' | 'column-twice' | 'column-missing'
  readonly line?: number
  readonly column?: string
}

/** What is wrong with a row. @member path a column, or `users` where nobody is Admin */
export type RowError = { readonly path: string; readonly code: string; readonly message: string }

export type PartnerRow = {
  /** Where the row begins in the file; counted from 1. */
  readonly line: number
  readonly name: string
  readonly email: string
} & ({ readonly partner: NewPartner } | { readonly errors: readonly RowError[] })

type Line = { readonly line: number; readonly cells: readonly string[] }

const separators = [',', ';', '\t'] as const

/** What stands between cells: what the first line has most of. */
const separatorIn = (text: string): string => {
  const [first = ''] = text.split(/[\r\n]/, 1)
  const bare = first.replace(/"[^"]*"/g, '')
  const count = (separator: string): number => bare.split(separator).length
  return separators.reduce<string>((most, each) => (count(each) > count(most) ? each : most), ',')
}

/** Splits a text into lines of cells; a quoted cell may hold separators, quotes written twice, and line breaks. */
const linesOf = (text: string, separator: string): readonly Line[] | FileProblem => {
  const lines: Line[] = []
  let cells: string[] = []
  let [at, line, begun] = [0, 1, 1]
  const end = (): void => {
    if (cells.some((cell) => cell.trim() !== '')) lines.push({ line: begun, cells })
    cells = []
    begun = line
  }
  while (at < text.length) {
    let cell: string
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1)
      while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
      if (close < 0) return { code: 'quotes', line }
      cell = text.slice(at + 1, close).replaceAll('""', '"')
      line += cell.split(/\r\n|\r|\n/).length - 1
      at = close + 1
      if (at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n')
        return { code: 'quotes', line }
    } else {
      const from = at
      while (at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n') at += 1
      cell = text.slice(from, at)
    }
    cells.push(cell)
    if (text[at] === separator) {
      at += 1
      if (at === text.length || text[at] === '\r' || text[at] === '\n') cells.push('')
    }
    if (at < text.length && text[at] !== '\r' && text[at] !== '\n') continue
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    at += 1
    line += 1
    end()
  }
  return lines
}

/** A spreadsheet hides the apostrophe before what would be a formula; our own files have it too. */
const shown = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@＝＋－＠])/u, '')

const words: Readonly<Record<string, unknown>> = {
  '': undefined,
  yes: true,
  true: true,
  '1': true,
  no: false,
  false: false,
  '0': false,
}

/** Texts by their columns as a body of POST /api/partners; empty cells are left out. */
const bodyOf = (texts: ReadonlyMap<string, string>): unknown => {
  const body: Record<string, Record<string, unknown>> = { organization: {}, admin: { role: 'Admin' } }
  for (const [column, text] of texts) {
    const [of = '', group = '', name] = column.split('.')
    const holder = body[of]
    if (text === '' || !holder) continue
    if (name === undefined) holder[group] = text
    else holder[group] = { ...(holder[group] as object | undefined), [name]: text }
  }
  const invite = texts.get('invite')?.toLowerCase() ?? ''
  const said = Object.hasOwn(words, invite) ? words[invite] : invite
  return { organization: body['organization'], users: [body['admin']], ...(said === undefined ? {} : { invite: said }) }
}

const rowOf = ({ line, cells }: Line, columns: readonly string[], lists: TradeLists): PartnerRow => {
  const texts = new Map(columns.map((column, at) => [column, shown(cells[at] ?? '')]))
  const read = readNewPartner(bodyOf(texts), lists)
  const about = { line, name: texts.get('organization.name') ?? '', email: texts.get('admin.email') ?? '' }
  if (!('errors' in read)) return { ...about, partner: read }
  const errors = read.errors.map(({ path, code, message }) => ({
    path: path.replace(/^users\[0\]/, 'admin'),
    code,
    message,
  }))
  return { ...about, errors }
}

const headProblem = (columns: readonly string[]): FileProblem | undefined => {
  const unknown = columns.find((column) => !partnerColumns.includes(column))
  if (unknown !== undefined) return { code: 'unknown-column', line: 1, column: unknown.slice(0, 100) }
  const twice = columns.find((column, at) => columns.indexOf(column) < at)
  if (twice !== undefined) return { code: 'column-twice', line: 1, column: twice }
  const named = columns.includes('organization.organizationId') ? 'organization.organizationId' : 'organization.name'
  const missing = [named, 'admin.lastName', 'admin.email'].find((column) => !columns.includes(column))
  return missing === undefined ? undefined : { code: 'column-missing', line: 1, column: missing }
}

/** An address stands for one Admin: of rows with the same one, the first is taken. */
const onceEach = (rows: readonly PartnerRow[]): PartnerRow[] => {
  const seen = new Set<string>()
  return rows.map((row) => {
    const address = row.email.toLowerCase()
    const isTwice = address !== '' && seen.has(address)
    seen.add(address)
    if (!isTwice) return row
    const { line, name, email } = row
    const error = { path: 'admin.email', code: 'twice', message: 'An earlier row has this address.' }
    return { line, name, email, errors: [...('errors' in row ? row.errors : []), error] }
  })
}

/**
 * Reads a file.
 * @param text of it, with a byte order mark or without
 * @param lists codes that settings have
 */
export const readPartnerFile = (text: string, lists: TradeLists): readonly PartnerRow[] | FileProblem => {
  const [, said, rest] = /^(?:sep=(.)\r?\n)?([\s\S]*)$/.exec(text.replace(/^\ufeff/, '')) ?? []
  const body = rest ?? ''
  const lines = linesOf(body, said ?? separatorIn(body))
  if ('code' in lines) return lines
  const [head, ...others] = lines
  if (!head || others.length === 0) return { code: 'empty' }
  if (others.length > partnerFileLimits.rows)
    return { code: 'too-many-rows', line: others[partnerFileLimits.rows]?.line ?? 1 }
  const known = new Map(partnerColumns.map((column) => [column.toLowerCase(), column]))
  const columns = head.cells.map((cell) => known.get(cell.trim().toLowerCase()) ?? cell.trim())
  const wrong = headProblem(columns)
  if (wrong) return wrong
  const odd = others.find(({ cells }) => cells.length !== columns.length)
  if (odd) return { code: 'cells', line: odd.line }
  return onceEach(others.map((line) => rowOf(line, columns, lists)))
}
