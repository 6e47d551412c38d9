// The form with which staff name a hierarchy and say on which channels it buys.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { longestName } from '../edit-hierarchy.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { card, foreign } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages } = staffWords
const words = pages.editHierarchy

/** What the form says. */
export type HierarchyFields = {
  readonly name: string
  readonly follows: boolean
  /** None = every one. */
  readonly channels: readonly string[]
}

export type EditHierarchyPage = StaffFrame & {
  readonly hierarchyId: string
  readonly number: string
  readonly etag: string
  /** As it is stored. */
  readonly now: HierarchyFields
  /** As it was typed, where that was not taken. */
  readonly typed?: HierarchyFields | undefined
  /** Names and titles of all channels. */
  readonly channels: readonly { readonly name: string; readonly title: string }[]
  /** What is wrong with the name. */
  readonly error?: string | undefined
  readonly notice?: Notice | undefined
}

const nowHint = (id: string, differs: boolean, now: string): HtmlValue =>
  differs && html`<p class="hint" id="${id}-now">${words.now(now === '' ? words.none : foreign(now))}</p>`

/** The page. It posts `etag`, `name`, `follows` and `channel`, as often as channels are ticked. */
export const renderEditHierarchy = (page: EditHierarchyPage): Html => {
  const { hierarchyId, number, now, error } = page
  const shown = page.typed ?? now
  const isAhead = page.typed !== undefined && error === undefined
  const gone = [...new Set([...now.channels, ...shown.channels])].filter(
    (name) => !page.channels.some((channel) => channel.name === name),
  )
  const boxes = [...page.channels, ...gone.map((name) => ({ name, title: words.gone }))].map(
    ({ name, title }, at) =>
      html`<li><input type="checkbox" id="channel-${at}" name="channel" value="${name}"${shown.channels.includes(name) && html` checked`}> <label for="channel-${at}">${foreign(name)} ${title !== name && foreign(title)}</label></li>`,
  )
  const title = words.title(number)
  const nowNames = now.channels.length === 0 ? words.all : now.channels.join(', ')
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title,
    area: 'partners',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${title}</h1><p>${foreign(now.name)}</p></div>
${pressForm(
  page.viewer,
  'EditHierarchyPage',
  { hierarchyId },
  html`<input type="hidden" name="etag" value="${page.etag}">
${card(
  'general',
  pages.hierarchy.general,
  html`<div class="grid"><div class="field wide${error !== undefined && ' has-error'}"><label for="name">${words.name}</label>
${nowHint('name', isAhead && shown.name !== now.name, now.name)}
${error !== undefined && html`<p class="error" id="name-error">${error}</p>`}
<input id="name" name="name" type="text" value="${shown.name}" maxlength="${longestName}" autocomplete="off" dir="auto"${error !== undefined && html` aria-invalid="true" aria-describedby="name-error"`}></div></div>
<p><input type="checkbox" id="follows" name="follows" value="yes"${shown.follows && html` checked`}> <label for="follows">${words.follows}</label></p>
${nowHint('follows', isAhead && shown.follows !== now.follows, now.follows ? words.follows : words.ownName)}`,
)}
${card('channels', words.channels, html`<p id="channels-about">${words.channelsAbout}</p>${nowHint('channels', isAhead && shown.channels.join() !== now.channels.join(), nowNames)}<ul>${boxes}</ul>`)}
<p class="actions"><button class="button" type="submit">${words.save}</button> <a href="${linkTo('CustomerHierarchyPage', { hierarchyId })}">${words.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8"`,
)}`,
  })
}
