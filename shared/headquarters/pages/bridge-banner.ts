// What every page of headquarters says while the bridge does not run.

import { linkTo } from '../../domain/link-to.ts'
import type { PauseReason } from '../../domain/pause-reason.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import type { Viewer } from '../access.ts'
import { foreign, moment } from './parts.ts'

/** The switch of the bridge, as pages show it. */
export type BridgeView = {
  readonly state: 'running' | 'paused' | 'waiting'
  /** Since when; ISO 8601. */
  readonly at: string
  readonly by: string
  readonly reason?: PauseReason | undefined
}

/** What every page is given. */
export type StaffFrame = {
  /** `undefined` where it is not known. */
  readonly bridge: BridgeView | undefined
  /** Who looks at it; `undefined` where nobody has signed in. */
  readonly viewer: Viewer | undefined
}

const { pages, pauseText } = staffWords
const words = pages.layout.bridge

/** The warning; nothing while the bridge runs. */
export const bridgeBanner = (bridge: BridgeView | undefined): Html | false => {
  if (!bridge || bridge.state === 'running') return false
  const { state, at, reason } = bridge
  return html`<section class="notice warn" aria-label="${words.title}"><p><strong>${words.states[state]}</strong> ${words.since(moment(at))}${
    reason && html`: ${foreign(pauseText(reason))}`
  }</p>
<p>${words.kept[state]} <a href="${linkTo('DualWritePage', {})}#bridge">${words.look}</a></p></section>`
}
