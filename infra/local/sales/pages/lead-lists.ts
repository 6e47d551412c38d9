// The lists that lead the pages: leads through the organization's views, and all opportunities.
import { type Html, type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { leadStatusReasons, opportunityStatusReasons } from './labels.ts'
import { after, listPage, pageSize, paging } from './list-page.ts'
import { linkCommand, statePill, table } from './parts.ts'
import { recordLink } from './records.ts'
import type { Reply } from './reply.ts'
import type { Route, Visit } from './route.ts'
import type { Row, Sales } from './sales-client.ts'
import { expanded, label, money, number, text, when } from './values.ts'

const commerceView = 'All commerce B2B leads'
const ownView = 'My Open Leads'

/** The form of a view's name that stands in addresses. */
const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** Views of leads, the commerce one first, then the salesperson's own, then any others by name. */
const leadViews = async (sales: Sales): Promise<readonly { id: string; name: string }[]> => {
  const { rows } = await sales.rows("savedqueries?$select=savedqueryid,name&$filter=returnedtypecode eq 'lead'")
  const rank = (name: string) => (name === commerceView ? 0 : name === ownView ? 1 : 2)
  return rows
    .map((row) => ({ id: text(row, 'savedqueryid'), name: text(row, 'name') }))
    .toSorted((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name))
}

/** Leads the page with the switch between views; the current one is marked. */
const viewSwitch = (views: readonly { name: string }[], current: string): Html =>
  html`<nav class="view-switch" aria-label="Views"><ul>${[
    ...views.map(({ name }) => ({ name, href: `/?view=${slug(name)}` })),
    { name: 'All opportunities', href: '/opportunities' },
  ].map(
    ({ name, href }) => html`<li><a href="${href}"${name === current && html` aria-current="page"`}>${name}</a></li>`,
  )}</ul></nav>`

/** The state of a lead whose view brings the status reason alone; an organization's own reasons count as open ones. */
const leadState = (row: Row): number => {
  const reason = number(row, 'statuscode') ?? 1
  return number(row, 'statecode') ?? (reason === 3 ? 1 : reason >= 4 && reason <= 7 ? 2 : 0)
}

const prospectColumn = 'cb2b_prospectnumber'

const leadRow = (row: Row): readonly HtmlValue[] => [
  recordLink('lead', row),
  ...(prospectColumn in row ? [text(row, prospectColumn)] : []),
  text(row, 'subject'),
  text(row, 'companyname'),
  statePill(leadState(row), label(row, 'statuscode', leadStatusReasons)),
  when(row, 'createdon'),
]

const leads = async (visit: Visit): Promise<Reply | undefined> => {
  const views = await leadViews(visit.sales)
  const wanted = visit.query.get('view')
  const view = wanted === null ? views[0] : views.find(({ name }) => slug(name) === wanted)
  if (!view) return undefined
  const rows = await visit.sales.rows(`leads?savedQuery=${view.id}${after(visit.query)}`, pageSize)
  const hint =
    !views.some(({ name }) => name === commerceView) &&
    html`<p class="hint">The view “${commerceView}” is not installed in this organization.</p>`
  const added = rows.rows.some((row) => prospectColumn in row) ? ['B2B prospect'] : []
  const columns = ['Name', ...added, 'Topic', 'Company', 'Status reason', 'Created on']
  const content = [
    hint,
    table(view.name, columns, rows.rows.map(leadRow), 'There are no leads in this view.'),
    paging('/', visit.query, rows),
  ]
  return listPage(
    'leads',
    view.name,
    visit,
    viewSwitch(views, view.name),
    content,
    linkCommand('/leads/new', 'New lead', 'add'),
  )
}

const opportunityRow = (row: Row): readonly HtmlValue[] => {
  return [
    recordLink('opportunity', row),
    recordLink('account', expanded(row, 'parentaccountid')),
    money(row, 'estimatedvalue'),
    statePill(number(row, 'statecode'), label(row, 'statuscode', opportunityStatusReasons)),
    when(row, 'createdon'),
  ]
}

const opportunities = async (visit: Visit): Promise<Reply> => {
  const columns = 'opportunityid,name,estimatedvalue,statecode,statuscode,createdon'
  const rows = await visit.sales.rows(
    `opportunities?$select=${columns}&$expand=parentaccountid($select=accountid,name)&$orderby=createdon desc${after(visit.query)}`,
    pageSize,
  )
  const heads = ['Topic', 'Account', 'Est. revenue', 'Status reason', 'Created on']
  const title = 'All opportunities'
  const views = await leadViews(visit.sales)
  const content = [
    table(title, heads, rows.rows.map(opportunityRow), 'There are no opportunities yet.'),
    paging('/opportunities', visit.query, rows),
  ]
  return listPage('opportunities', title, visit, viewSwitch(views, title), content)
}

/** The lists at `/` and `/opportunities`. */
export const leadListRoutes: readonly Route[] = [
  { path: '/', get: leads },
  { path: '/opportunities', get: opportunities },
]
