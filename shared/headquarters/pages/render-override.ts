// Shows what an override would change before anything is: every field and every member can be left out.

import { linkTo } from '../../domain/link-to.ts'
import { type OverridePath, overridePaths } from '../../domain/overrides.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { ComparedMember } from '../compare-members.ts'
import type { SeenTerms } from '../order-override.ts'
import { pressForm } from './allowed.ts'
import { card, foreign, table } from './parts.ts'
import { type ComparisonPage, fieldName, termText } from './render-comparison.ts'
import { staffLayout } from './staff-layout.ts'

const { pages } = staffWords
const words = pages.override

export type OverridePage = ComparisonPage & {
  /** The terms of all as they are shown; comes back in the field `seen`. */
  readonly seen: string
  /** What is ticked; everything where nothing was sent yet. */
  readonly ticked?: { readonly fields: readonly string[]; readonly members: readonly string[] } | undefined
  /** The terms as they were shown before, where they changed meanwhile. */
  readonly before?: SeenTerms | undefined
}

const box = (name: string, at: number, value: string, isTicked: boolean, label: HtmlValue): Html => {
  const id = `${name}-${at}`
  return html`<input type="checkbox" id="${id}" name="${name}" value="${value}"${isTicked && html` checked`}> <label for="${id}">${label}</label>`
}

/** What was otherwise when the page was shown. */
const since = (page: OverridePage, { customerId, values }: ComparedMember): HtmlValue => {
  if (!page.before) return undefined
  const was = page.before[customerId]
  if (!was) return html`<p class="hint">${words.isNew}</p>`
  const other = overridePaths.filter((path, at) => was[at] !== values[path])
  return other.map(
    (path) =>
      html`<p class="hint">${words.was(fieldName(path), termText(page, path, was[overridePaths.indexOf(path)] ?? ''), termText(page, path, values[path]))}</p>`,
  )
}

/** The page. It posts `seen`, `field` and `member`, as often as boxes are ticked. */
export const renderOverride = (page: OverridePage): Html => {
  const { hierarchyId, comparison, ticked } = page
  const { admin, others } = comparison
  const concerned = others.filter(({ differs }) => differs.length > 0)
  const fields = overridePaths.filter((path) => concerned.some(({ differs }) => differs.includes(path)))
  const target = (path: OverridePath): string => (admin ? termText(page, path, admin.values[path]) : '')
  const changes = (member: ComparedMember): Html =>
    html`<ul>${member.differs.map((path) => html`<li>${fieldName(path)}: ${foreign(termText(page, path, member.values[path]))} → ${foreign(target(path))}</li>`)}</ul>${since(page, member)}`
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: `${words.title}: ${page.partner}`,
    area: 'partners',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${words.title}</h1><p>${foreign(page.partner)}</p></div>
${
  admin && concerned.length > 0
    ? pressForm(
        page.viewer,
        'OverrideMembersPage',
        { hierarchyId },
        html`<input type="hidden" name="seen" value="${page.seen}">
${card('fields', words.fields, html`<p>${words.about} <bdi>${admin.name}</bdi>.</p>${since(page, admin)}<ul>${fields.map((path, at) => html`<li>${box('field', at, path, ticked?.fields.includes(path) ?? true, html`${fieldName(path)}: ${foreign(target(path))}`)}</li>`)}</ul>`)}
${card(
  'members',
  words.members,
  table(
    words.table,
    ['name', 'changes'],
    concerned.map((member, at) => [
      box('member', at, member.customerId, ticked?.members.includes(member.customerId) ?? true, foreign(member.name)),
      changes(member),
    ]),
  ),
)}
<p>${words.undoable}</p>
<p class="actions"><button class="button" type="submit">${words.title}</button> <a href="${linkTo('CompareMembersPage', { hierarchyId })}">${words.cancel}</a></p>`,
        html`class="edit-form" accept-charset="utf-8"`,
      )
    : html`<p>${words.nothing}</p><p><a href="${linkTo('CompareMembersPage', { hierarchyId })}">${words.back}</a></p>`
}`,
  })
}
