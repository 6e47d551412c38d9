// What each role is shown on the pages of headquarters, against the tables of routes and acts: no more than it may do, and
// all of that.

import { describe, expect, it, test } from 'vitest'
import type { Route } from '../../functions/route.ts'
import { routes } from '../../functions/routes.ts'
import { type Role, roleRanks } from '../../shared/headquarters/access.ts'
import { actRoles } from '../../shared/headquarters/act-roles.ts'
import { renderRefusal } from '../../shared/headquarters/pages/render-staff-error.ts'
import { partnerActs } from '../../shared/headquarters/partner-acts.ts'
import { userActs } from '../../shared/headquarters/user-acts.ts'
import type { Html } from '../../shared/platform/html.ts'
import { decisionActions } from './pages-decision-samples.ts'
import { attribute, elementsOf, emptyPlaces, named, textOf } from './pages-dom.ts'
import { same } from './pages-samples.ts'
import { admin, runningBridge, staffPages } from './pages-staff-samples.ts'

const roles = Object.keys(roleRanks) as Role[]
const ranks: Readonly<Record<string, number>> = roleRanks
// Pages that not everybody of headquarters may open at all.
const openedBy: Readonly<Record<string, Role>> = {
  'edit-organization': routes.EditCustomerPage.caller,
  'edit-person': routes.EditCustomerPage.caller,
  credit: routes.CreditPage.caller,
  'make-partner': routes.MakePartner.caller,
  'find-organization': routes.NewPartnerPage.caller,
  ...Object.fromEntries(
    ['', '-preview', '-nothing', '-result'].map((name) => [`import${name}`, routes.ImportPartnersPage.caller]),
  ),
  'find-customer': routes.NewCustomerPage.caller,
  'new-customer': routes.NewCustomerPage.caller,
  'new-person': routes.NewCustomerPage.caller,
  'new-partner': routes.NewPartnerPage.caller,
  'new-partner-of-account': routes.NewPartnerPage.caller,
  'add-user': routes.AddPartnerUserPage.caller,
  'link-user': routes.AddPartnerUserPage.caller,
  contacts: routes.ContactsPage.caller,
  'edit-hierarchy': routes.EditHierarchyPage.caller,
  'edit-hierarchy-refused': routes.EditHierarchyPage.caller,
  override: routes.OverrideMembersPage.caller,
  'override-nothing': routes.OverrideMembersPage.caller,
  ...Object.fromEntries(Object.keys(userActs).map((action) => [`user-${action}`, routes.ChangePartnerUserPage.caller])),
  ...Object.fromEntries(
    Object.keys(partnerActs).map((action) => [`partner-${action}`, routes.ChangePartnerPage.caller]),
  ),
  ...Object.fromEntries(decisionActions.map((action) => [`decide-${action}`, routes.DecideProspectPage.caller])),
  'question-ask': routes.AskQuestionPage.caller,
  'question-take-back': routes.AskQuestionPage.caller,
  erase: routes.EraseProspectPage.caller,
  export: routes.ProspectExportPage.caller,
  audit: routes.AuditPage.caller,
  changes: routes.AuditPage.caller,
}
const isOpenTo = (role: Role) => (name: string) => roleRanks[role] >= roleRanks[openedBy[name] ?? 'Headquarters.Reader']
const pagesFor = (role: Role) =>
  Object.fromEntries(
    Object.entries(staffPages(same, runningBridge, { ...admin, role })).filter(([name]) => isOpenTo(role)(name)),
  )

test.each(roles)('what %s may not do leaves no gap', (role) => {
  const gaps = Object.entries(pagesFor(role)).flatMap(([name, page]) =>
    emptyPlaces(elementsOf(page)).map((place) => `${name}: ${place}`),
  )
  expect(gaps).toEqual([])
})

const templates = Object.entries<Route>(routes).map(([name, route]) => {
  const template = `/${route.route}`.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')
  return { name, route, template: new RegExp(`^${template}$`) }
})

/** The route of an address, and what its parameters are; by the table alone. */
const routeOf = (path: string, method: 'GET' | 'POST') => {
  for (const { name, route, template } of templates) {
    const found = template.exec(path.replace(/[?#].*$/, ''))
    if (found && route.methods.some((one) => one === method)) return { name, route, action: found.groups?.['action'] }
  }
  return undefined
}

/** What a form asks for, and the role that it needs; a form that only asks is a page that is opened. */
const needOf = (path: string, method: 'GET' | 'POST') => {
  const found = routeOf(path, method)
  if (!found) throw new Error(`No route is ${method} ${path}.`)
  const { acts, caller } = found.route
  const code = method === 'POST' ? (acts?.code ?? acts?.byAction?.[found.action ?? '']) : undefined
  if (method === 'POST' && !code) throw new Error(`${path} is no act.`)
  return { name: code ? `${found.name} ${code}` : found.name, role: code ? actRoles[code] : caller }
}

const formsOf = (page: Html) => {
  const elements = elementsOf(page)
  // A button may say itself what is to be done with its form.
  const others = named(elements, 'button').flatMap((button) => attribute(button, 'formaction') ?? [])
  return [
    ...named(elements, 'form').map((form) =>
      needOf(attribute(form, 'action') ?? '', attribute(form, 'method') === 'post' ? 'POST' : 'GET'),
    ),
    ...others.map((action) => needOf(action, 'POST')),
  ]
}
const linksOf = (page: Html) =>
  named(elementsOf(page), 'a')
    .map((link) => attribute(link, 'href') ?? '')
    .filter((href) => href.startsWith('/headquarters'))
    .map((href) => needOf(href, 'GET'))
const isFor = (role: Role) => (needed: { readonly role: string }) => roleRanks[role] >= (ranks[needed.role] ?? 0)

describe.each(roles)('%s', (role) => {
  it.each(Object.keys(staffPages()).filter(isOpenTo(role)))(
    'is shown on the page %s what it may press and open, and nothing else',
    (name) => {
      const page = pagesFor(role)[name]
      const whole = pagesFor('Headquarters.Admin')[name]
      if (!page || !whole) throw new Error(`There is no page ${name}.`)
      expect(formsOf(page)).toEqual(formsOf(whole).filter(isFor(role)))
      expect(linksOf(page)).toEqual(linksOf(whole).filter(isFor(role)))
    },
  )
})

test('a Reader is shown no form that changes anything, and no empty card in its place', () => {
  for (const [name, page] of Object.entries(pagesFor('Headquarters.Reader'))) {
    const posts = named(elementsOf(page), 'form').filter((form) => attribute(form, 'method') === 'post')
    expect([name, posts.length]).toEqual([name, 0])
    expect(String(page)).not.toMatch(/<div class="actions">\s*<\/div>|aria-labelledby="repair"/)
  }
})

test('every act that a page of headquarters knows has its form on one of them', () => {
  const shown = new Set(
    Object.values(pagesFor('Headquarters.Admin')).flatMap((page) => formsOf(page).map(({ name }) => name)),
  )
  const known = Object.entries<Route>(routes).flatMap(([name, { kind, acts }]) =>
    kind === 'headquarters page' && acts
      ? (acts.code === undefined ? Object.values(acts.byAction) : [acts.code]).map((code) => `${name} ${code}`)
      : [],
  )
  expect([...shown].filter((name) => name.includes(' ')).sort()).toEqual([...new Set(known)].sort())
})

const header = (page: Html) => named(elementsOf(page), 'header').map(textOf).join(' ')
const signOut = (page: Html) =>
  named(elementsOf(page), 'a')
    .map((link) => attribute(link, 'href'))
    .filter((href) => href?.startsWith('/.auth/'))

test.each([
  ['Headquarters.Reader', 'Reader'],
  ['Headquarters.Approver', 'Approver'],
  ['Headquarters.Admin', 'Administrator'],
] as const)('every page tells who has signed in as %s, and lets them out', (role, word) => {
  for (const [name, page] of Object.entries(pagesFor(role))) {
    expect([name, header(page)]).toEqual([name, expect.stringContaining(`Kim Larsen · ${word}`)])
    expect([name, signOut(page)]).toEqual([name, ['/.auth/logout?post_logout_redirect_uri=%2F']])
  }
})

test('where nobody signs in, pages say so and offer no way out', () => {
  const viewer = { who: { kind: 'local', id: 'local' }, role: 'Headquarters.Admin' } as const
  for (const page of Object.values(staffPages(same, runningBridge, viewer))) {
    expect(header(page)).toContain('Local, no sign-in')
    expect(signOut(page)).toEqual([])
  }
})

test('a person without a name of their own is told by the object id', () => {
  const viewer = { who: { kind: 'staff', id: 'o-17' }, role: 'Headquarters.Reader' } as const
  expect(header(staffPages(same, runningBridge, viewer)['jobs'] ?? sampleMissing())).toContain('o-17 · Reader')
})

test('a refusal tells those who have signed in who they are, so that they can sign in as somebody else', () => {
  const told = renderRefusal('forbidden', 403, { bridge: undefined, viewer: { who: admin.who } })
  expect(header(told)).toContain('Kim Larsen · no role here')
  expect(signOut(told)).toHaveLength(1)
  expect(linksOf(told).map(({ name }) => name)).toEqual(['HeadquartersPage'])
  const stranger = renderRefusal('unauthenticated', 401, { bridge: undefined, viewer: undefined })
  expect(signOut(stranger)).toEqual([])
})

const sampleMissing = (): never => {
  throw new Error('There is no such sample page.')
}
