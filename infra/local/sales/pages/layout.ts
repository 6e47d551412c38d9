// The frame of every page: site map, command bar, banners, and the main part.
import { type Html, type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { pageIcon } from '../../../../shared/platform/page-icon.ts'
import { icon } from './icons.ts'

/** The parts of the site map. */
export type Area = 'leads' | 'opportunities' | 'accounts' | 'contacts'

/** What a page consists of. `error` is the service's refusal, `done` names the command that has just succeeded. */
export type PageParts = {
  readonly title: string
  readonly area?: Area
  readonly commands?: HtmlValue
  readonly error?: string | undefined
  readonly done?: string | null
  readonly main: HtmlValue
}

const notices: Readonly<Record<string, string>> = {
  saved: 'Your changes are saved.',
  unchanged: 'Nothing was changed.',
  created: 'The lead is created.',
  qualified: 'The lead is qualified.',
  disqualified: 'The lead is disqualified.',
  reactivated: 'The lead is open again.',
  deleted: 'The lead is deleted.',
  merged: 'The duplicate is closed, and what belonged to it belongs here now.',
  deactivated: 'The record is inactive now.',
  activated: 'The record is active again.',
  won: 'The opportunity is closed as won.',
  lost: 'The opportunity is closed as lost.',
  reopened: 'The opportunity is open again.',
  'opportunity-created': 'The opportunity is created.',
  noted: 'The note is added to the timeline.',
}

const areas = [
  { area: 'leads', href: '/', text: 'Leads', icon: 'lead' },
  { area: 'opportunities', href: '/opportunities', text: 'Opportunities', icon: 'opportunity' },
  { area: 'accounts', href: '/accounts', text: 'Accounts', icon: 'account' },
  { area: 'contacts', href: '/contacts', text: 'Contacts', icon: 'contact' },
] as const

const siteMap = (current: Area | undefined): Html =>
  html`<nav class="site-map" aria-label="Site map"><ul>${areas.map(
    (entry) =>
      html`<li><a href="${entry.href}"${entry.area === current && html` aria-current="true"`}>${icon(entry.icon)}<span>${entry.text}</span></a></li>`,
  )}</ul></nav>`

const banner = (parts: PageParts): HtmlValue => {
  const notice = notices[parts.done ?? '']
  if (parts.error !== undefined) {
    return html`<div class="banner banner-error" role="alert"><strong>Sales did not accept this.</strong> <span>${parts.error}</span></div>`
  }
  return notice !== undefined && html`<div class="banner banner-done" role="status">${notice}</div>`
}

/** Makes a whole page (without the doctype). The first heading belongs to `main`. */
export const layout = (parts: PageParts): Html => html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${parts.title} – Sales</title>
${pageIcon('#0b2a4a', '#0f5ea8')}
<link rel="stylesheet" href="/assets/sales.css">
</head>
<body>
<a class="skip-link" href="#main">Skip to the main content</a>
<header class="app-bar"><a class="app-name" href="/">Sales</a><span class="app-role">Salesperson</span></header>
<div class="frame">
${siteMap(parts.area)}
<div class="work">
${parts.commands && html`<div class="command-bar" role="group" aria-label="Commands">${parts.commands}</div>`}
${banner(parts)}
<main id="main" tabindex="-1">
${parts.main}
</main>
</div>
</div>
</body>
</html>`
