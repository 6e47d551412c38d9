// Merge: closes a duplicate of a lead, an account or a contact, and gives what belongs to it to the record that stays.
import { type Html, html } from '../../../../shared/platform/html.ts'
import { chosen } from './choices.ts'
import { type Area, layout } from './layout.ts'
import { card, linkCommand } from './parts.ts'
import { type Reply, seeOther } from './reply.ts'
import type { Route, Visit } from './route.ts'
import type { Row } from './sales-client.ts'
import { number, text } from './values.ts'

/** What makes the merge of one table differ from that of another. */
type Kind = {
  readonly set: Extract<Area, 'leads' | 'accounts' | 'contacts'>
  readonly table: 'lead' | 'account' | 'contact'
  /** The columns by which a record is told from others like it; the first is its name. */
  readonly columns: readonly [string, ...string[]]
}

const kinds: readonly Kind[] = [
  { set: 'leads', table: 'lead', columns: ['fullname', 'companyname', 'emailaddress1'] },
  { set: 'accounts', table: 'account', columns: ['name', 'accountnumber', 'emailaddress1'] },
  { set: 'contacts', table: 'contact', columns: ['fullname', 'emailaddress1'] },
]

const described = ({ columns }: Kind, row: Row): string =>
  columns
    .map((name) => text(row, name))
    .filter(Boolean)
    .join(' · ') || '(no name)'

const duplicates = async ({ set, table, columns }: Kind, { sales, id }: Visit): Promise<readonly Row[]> => {
  const filter = `statecode eq 0 and ${table}id ne ${id}`
  const list = await sales.rows(`${set}?$select=${columns.join(',')}&$filter=${filter}&$orderby=${columns[0]}`, 500)
  return list.rows
}

const choice = (kind: Kind, rows: readonly Row[], selected: string | undefined): Html => {
  const key = `${kind.table}id`
  return html`<div class="field"><label for="subordinate">Duplicate <span class="required" aria-hidden="true">*</span></label>
<select id="subordinate" name="subordinate" required><option value="">(choose)</option>${rows.map(
    (row) =>
      html`<option value="${text(row, key)}"${text(row, key) === selected && html` selected`}>${described(kind, row)}</option>`,
  )}</select></div>`
}

const mergePage = async (kind: Kind, visit: Visit, error?: string, status = 200): Promise<Reply | undefined> => {
  const { set, table, columns } = kind
  const row = await visit.sales.row(`${set}(${visit.id})?$select=${columns.join(',')},statecode`)
  if (!row) return undefined
  const here = `/${set}/${visit.id}`
  const open = number(row, 'statecode') === 0
  const form = async () =>
    html`<form method="post" action="${here}/merge" class="narrow">${card(
      'Duplicate',
      html`<p class="hint">The duplicate is closed. What belongs to it, such as notes and opportunities, goes to this ${table}.</p>
${choice(kind, await duplicates(kind, visit), chosen(visit.form, 'subordinate'))}`,
    )}<div class="actions"><button class="primary">Merge</button> <a class="secondary" href="${here}">Cancel</a></div></form>`
  const page = layout({
    title: `Merge into the ${table}`,
    area: set,
    commands: linkCommand(here, `Back to the ${table}`, 'back'),
    error: error ?? (open ? undefined : `Only an active ${table} can be merged.`),
    main: html`<h1>Merge into the ${table}</h1><p class="lead-in">${described(kind, row)}</p>${open && (await form())}`,
  })
  return { kind: 'page', status: open || error !== undefined ? status : 409, page }
}

const merge = async (kind: Kind, visit: Visit): Promise<Reply | undefined> => {
  const duplicate = chosen(visit.form, 'subordinate')
  if (duplicate === undefined) return mergePage(kind, visit, 'Choose the duplicate.', 400)
  const entity = (id: string) => ({ '@odata.type': `Microsoft.Dynamics.CRM.${kind.table}`, [`${kind.table}id`]: id })
  const written = await visit.sales.write('POST', 'Merge', {
    Target: entity(visit.id),
    Subordinate: entity(duplicate),
    PerformParentingChecks: false,
  })
  if (!written.ok) return mergePage(kind, visit, written.message, written.status)
  return seeOther(`/${kind.set}/${visit.id}?done=merged`)
}

/** The form and the command that merge two records of a table. */
export const mergeRoutes: readonly Route[] = kinds.map((kind) => ({
  path: `/${kind.set}/:id/merge`,
  get: (visit) => mergePage(kind, visit),
  post: (visit) => merge(kind, visit),
}))
