// The list of messages, newest first.
import { type Html, html } from '../../../../shared/platform/html.ts'
import { fateOf } from '../fate.ts'
import type { MessageDetails } from '../stored-message.ts'
import { page } from './page.ts'

/** Times are shown in UTC, to the second, as everywhere in the system. */
export const timeText = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`

const words = { bounce: 'Bounced', blocked: 'Blocked', dropped: 'Dropped', spamreport: 'Reported as spam' } as const

/** Tells what became of the message when that is not simply delivery. */
export const fateBadge = ({ recipients }: MessageDetails): Html | undefined => {
  const fates = new Set(recipients.map(({ email }) => fateOf(email)))
  const word = (['bounce', 'blocked', 'dropped', 'spamreport'] as const).find((fate) => fates.has(fate))
  return word && html`<span class="badge bad">${words[word]}</span>`
}

/** The beginning of the text; a first line that only repeats the subject tells nothing. */
const beginning = ({ subject, text }: MessageDetails): string => {
  const [first = '', ...rest] = text.split('\n')
  return (subject.startsWith(first.trim()) ? rest.join(' ') : text).replace(/\s+/g, ' ').trim().slice(0, 120)
}

const row = (message: MessageDetails): Html => html`<li><a href="/messages/${message.id}">
<span class="who">${message.to}</span>
<span class="what">${fateBadge(message)} ${message.subject} <span class="start">${beginning(message)}</span></span>
<time class="when" datetime="${message.receivedAt}">${timeText(message.receivedAt)}</time>
</a></li>`

const matches = (message: MessageDetails, search: string): boolean =>
  [message.to, message.subject, message.text].some((text) => text.toLowerCase().includes(search.toLowerCase()))

const countOf = (count: number): string => (count === 1 ? '1 message' : `${count} messages`)

/** Shows at most the 200 newest messages that contain the search text in recipient, subject or text. */
export const listPage = (messages: readonly MessageDetails[], search: string): Html => {
  const found = messages.filter((message) => matches(message, search))
  const newest = found.slice(0, 200)
  const empty = search === '' ? 'No mail yet.' : 'No message contains these words.'
  return page(
    `Inbox (${messages.length})`,
    search,
    html`<h1>${search === '' ? countOf(found.length) : `${countOf(found.length)} with “${search}”`}</h1>
<div class="card">
${newest.length === 0 ? html`<p class="empty">${empty}</p>` : html`<ul class="list">${newest.map(row)}</ul>`}
</div>
${found.length > newest.length && html`<p class="start">The newest ${newest.length} are shown; search to find older ones.</p>`}`,
  )
}
