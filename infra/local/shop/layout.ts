// The shell of the shop's pages, and the pieces of its forms.

import { type Html, type HtmlValue, html } from '../../../shared/platform/html.ts'
import { pageIcon } from '../../../shared/platform/page-icon.ts'
import type { Visit } from './visit.ts'

type Shown = Pick<Visit, 'language' | 'texts' | 'signedIn'>

/** A whole page. @param more goes into the head */
export const layout = (
  { language, texts, signedIn }: Shown,
  title: string,
  main: HtmlValue,
  more?: Html,
): Html => html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title} – ${texts.shop}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${pageIcon('#7a2e0e', '#f3b98f')}
<link rel="stylesheet" href="/style.css">
${more}
</head>
<body>
<a class="skip" href="#content">${texts.skip}</a>
<header class="top"><a class="brand" href="/">${texts.shop}</a>
<nav aria-label="${texts.shop}"><a href="/">${texts.menu.home}</a>
${
  signedIn
    ? html`<a href="/account">${texts.menu.account}</a>
<form method="post" action="/sign-out"><button class="plain">${texts.menu.signOut}</button></form>`
    : html`<a href="/sign-in">${texts.menu.signIn}</a>`
}</nav></header>
<main id="content" tabindex="-1"><h1>${title}</h1>
${main}
</main>
<footer>${texts.footer}</footer>
</body>
</html>
`

/** What is told above a page: what was done, or what is wrong. */
export const notice = (text: string | undefined, kind: 'status' | 'alert' = 'status'): Html | undefined =>
  text === undefined ? undefined : html`<p class="notice ${kind}" role="${kind}">${text}</p>`

type Field = {
  readonly name: string
  readonly label: string
  readonly value?: string | undefined
  readonly type?: string
  readonly autocomplete?: string
  readonly required?: boolean
  readonly hint?: string | undefined
  readonly error?: string | undefined
  /** A list to choose from, as value and what is shown. */
  readonly choices?: readonly (readonly [value: string, label: string])[]
  /** What is shown are names of languages, each in its own; the values are their tags. */
  readonly areLanguages?: boolean
  readonly minlength?: number
}

/** A labelled field, with what is wrong with it. */
export const field = (given: Field): Html => {
  const {
    name,
    label,
    value = '',
    type = 'text',
    autocomplete,
    required,
    hint,
    error,
    choices,
    minlength,
    areLanguages,
  } = given
  const id = `field-${name}`
  const described = error !== undefined ? `${id}-error` : hint !== undefined ? `${id}-hint` : undefined
  const attributes = html`id="${id}" name="${name}"${required && html` required`}${autocomplete && html` autocomplete="${autocomplete}"`}${described && html` aria-describedby="${described}"`}${error !== undefined && html` aria-invalid="true"`}`
  return html`<div class="field"><label for="${id}">${label}</label>
${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
${error !== undefined && html`<p class="error" id="${id}-error">${error}</p>`}
${
  choices
    ? html`<select ${attributes}>${choices.map(
        ([one, shown]) =>
          html`<option value="${one}"${areLanguages && html` lang="${one}"`}${one === value && html` selected`}>${shown}</option>`,
      )}</select>`
    : html`<input type="${type}" ${attributes} value="${value}"${minlength !== undefined && html` minlength="${minlength}"`}>`
}</div>`
}

export const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`

/** What is known of something, row by row. */
export const facts = (rows: readonly (readonly [label: string, value: HtmlValue])[]): Html =>
  html`<dl>${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`

/** The way between the pages of My account. */
export const accountMenu = (
  { texts, signedIn }: Shown,
  at: '/account' | '/account/users' | '/account/browser',
): Html => {
  const link = (to: typeof at, text: string) =>
    html`<a href="${to}"${to === at && html` aria-current="page"`}>${text}</a>`
  return html`<nav class="tabs" aria-label="${texts.account.title}">
${link('/account', texts.account.details)}
${signedIn?.user.role === 'Admin' && [link('/account/users', texts.account.users), link('/account/browser', texts.account.inBrowser)]}
</nav>`
}
