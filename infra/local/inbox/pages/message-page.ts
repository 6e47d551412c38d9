// One message: who, what, when, and its body as HTML, as plain text, or its technical details.
import { type Html, html } from '../../../../shared/platform/html.ts'
import type { Mailbox, MessageDetails } from '../stored-message.ts'
import { fateBadge, timeText } from './list-page.ts'
import { page } from './page.ts'

export type View = 'html' | 'text' | 'details'

const names: Readonly<Record<View, string>> = { html: 'Message', text: 'Plain text', details: 'Details' }

const mailboxText = ({ name, email }: Mailbox): string => (name === undefined ? email : `${name} <${email}>`)

const fields = (rows: readonly (readonly [label: string, value: string])[]): Html =>
  html`<dl class="fields">${rows.map(([label, value]) => value !== '' && html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`

const mailboxes = (list: readonly Mailbox[]): string => list.map(mailboxText).join(', ')

const details = (message: MessageDetails): Html =>
  html`<div class="details">${fields([
    ['X-Message-Id', message.messageId],
    ['Send at', message.sendAt ?? ''],
    ['Categories', message.categories.join(', ')],
    ['Attachments', message.attachments.join(', ')],
    ...Object.entries(message.customArgs).map(([name, value]) => [`Custom argument ${name}`, value] as const),
    ...Object.entries(message.headers).map(([name, value]) => [`Header ${name}`, value] as const),
  ])}</div>`

const body = (message: MessageDetails, view: View): Html => {
  if (view === 'details') return details(message)
  if (view === 'text')
    return message.text === '' ? html`<p class="empty">There is no plain text.</p>` : html`<pre>${message.text}</pre>`
  if (message.html === '') return html`<p class="empty">There is no HTML.</p>`
  return html`<iframe src="/messages/${message.id}/body" title="The message as its reader sees it" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>`
}

/** Picks the view that was asked for; without one, HTML when there is any. */
export const viewOf = (asked: string | null, message: MessageDetails): View => {
  if (asked === 'html' || asked === 'text' || asked === 'details') return asked
  return message.html === '' ? 'text' : 'html'
}

export const messagePage = (message: MessageDetails, view: View): Html => {
  const tab = (each: View): Html =>
    each === view
      ? html`<a href="/messages/${message.id}?view=${each}" aria-current="page">${names[each]}</a>`
      : html`<a href="/messages/${message.id}?view=${each}">${names[each]}</a>`
  return page(
    `${message.subject} – Inbox`,
    '',
    html`<a class="back" href="/">All messages</a>
<article class="card">
<div class="head">
<h1>${message.subject} ${fateBadge(message)}</h1>
${fields([
  ['From', mailboxText(message.from)],
  ['To', mailboxes(message.recipients)],
  ['Cc', mailboxes(message.cc)],
  ['Bcc', mailboxes(message.bcc)],
  ['Reply to', mailboxes(message.replyTo)],
  ['Received', timeText(message.receivedAt)],
])}
</div>
<nav class="tabs" aria-label="Views of the message">${(['html', 'text', 'details'] as const).map(tab)}</nav>
${body(message, view)}
</article>`,
  )
}

export const missingPage = (): Html =>
  page('Not found – Inbox', '', html`<h1>There is no such message</h1><p><a href="/">All messages</a></p>`)

/**
 * The HTML of a message for its frame. Links open a new tab, because the frame may not navigate; a `base` that the mail
 * brings is left without effect by the content security policy.
 */
export const framedBody = (markup: string): string =>
  markup.replace(/<head(\s[^>]*)?>/i, (head) => `${head}<base target="_blank">`)
