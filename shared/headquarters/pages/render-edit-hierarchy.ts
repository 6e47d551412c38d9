// The form with which staff name a hierarchy, and say on which channels it buys and how many users it may have.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { longestMaxUsers, longestName } from '../edit-hierarchy.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { errorSummary } from './error-summary.ts'
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
  /** How many users it may have; nothing = as many as the setting says. */
  readonly maxUsers: string
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
  /** How many users a partner may have of which staff say nothing else; 0 = no limit. */
  readonly usualMaxUsers: number
  /** What is wrong with which of the fields. */
  readonly error?: { readonly path: 'name' | 'maxUsers'; readonly text: string } | undefined
  readonly notice?: Notice | undefined
}

const nowHint = (id: string, differs: boolean, now: string): HtmlValue =>
  differs && html`<p class="hint" id="${id}-now">${words.now(now === '' ? words.none : foreign(now))}</p>`

/** A field for text. @param attributes of the input beside what all have. @param about what is said of it */
const textField = (page: EditHierarchyPage, path: 'name' | 'maxUsers', attributes: Html, about?: HtmlValue): Html => {
  const { now, typed, error } = page
  const [stored, text] = [now[path], (typed ?? now)[path]]
  const wrong = error?.path === path && error.text
  const other = nowHint(path, typed !== undefined && error === undefined && text !== stored, stored)
  const described = [about && `${path}-about`, other && `${path}-now`, wrong && `${path}-error`].filter(
    (id) => typeof id === 'string',
  )
  return html`<div class="field wide${path === 'maxUsers' && ' narrow'}${wrong && ' has-error'}"><label for="${path}">${words[path]}</label>
${about ? html`<div class="hint"><p id="${path}-about">${about}</p>${other}</div>` : other}
${wrong && html`<p class="error" id="${path}-error">${wrong}</p>`}
<input id="${path}" name="${path}" type="text" value="${text}" autocomplete="off" ${attributes}${wrong && html` aria-invalid="true"`}${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}></div>`
}

/** The page. It posts `etag`, `name`, `follows`, `maxUsers` and `channel`, as often as channels are ticked. */
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
    title: error ? pages.editCustomer.failed(title) : title,
    area: 'partners',
    notice: page.notice,
    main: html`${errorSummary(pages.editCustomer.refused, error ? [html`<li><a href="#${error.path}">${words[error.path]}: ${error.text}</a></li>`] : [])}
<div class="page-head"><h1>${title}</h1><p>${foreign(now.name)}</p></div>
${pressForm(
  page.viewer,
  'EditHierarchyPage',
  { hierarchyId },
  html`<input type="hidden" name="etag" value="${page.etag}">
${card(
  'general',
  pages.hierarchy.general,
  html`<div class="grid">${textField(page, 'name', html`maxlength="${longestName}" dir="auto"`)}</div>
<p><input type="checkbox" id="follows" name="follows" value="yes"${shown.follows && html` checked`}> <label for="follows">${words.follows}</label></p>
${nowHint('follows', isAhead && shown.follows !== now.follows, now.follows ? words.follows : words.ownName)}
<div class="grid">${textField(page, 'maxUsers', html`maxlength="${longestMaxUsers}" inputmode="numeric"`, words.maxUsersAbout(page.usualMaxUsers))}</div>`,
)}
${card('channels', words.channels, html`<p id="channels-about">${words.channelsAbout}</p>${nowHint('channels', isAhead && shown.channels.join() !== now.channels.join(), nowNames)}${boxes.length > 0 && html`<ul>${boxes}</ul>`}`)}
<p class="actions"><button class="button" type="submit">${words.save}</button> <a href="${linkTo('CustomerHierarchyPage', { hierarchyId })}">${words.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8"`,
)}`,
  })
}
