// Everything that is kept of a request or a customer, to be read: whatever stands in the file stands here.

import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { card, type Fact, facts, foreign, moment } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const words = staffWords.pages.export

export type ExportPage = StaffFrame & {
  readonly kept: object
  /** Of what it is about. */
  readonly number: string
  /** Address of the same as a file. */
  readonly file: string
  readonly back: string
}

/** `taxId` → `tax id` */
const spoken = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const isMoment = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)

const drawn = (value: unknown): HtmlValue => {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const text = String(value)
  return isMoment(text) ? moment(text) : foreign(text)
}

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null

/** What is plain as facts, whatever is within as facts of its own below. */
const within = (value: unknown, path: readonly string[] = []): Fact[] => {
  if (isPlain(value)) return [[path.map(spoken).join(' · '), drawn(value)]]
  if (Array.isArray(value) && value.every(isPlain))
    return value.map((one): Fact => [path.map(spoken).join(' · '), drawn(one)])
  return Object.entries(value as object).flatMap(([name, one]) =>
    within(one, [...path, Array.isArray(value) ? String(Number(name) + 1) : name]),
  )
}

const part = ([name, value]: readonly [string, unknown]): HtmlValue => {
  const title = spoken(name).replace(/^./, (letter) => letter.toUpperCase())
  const entries = Array.isArray(value) ? value : [value]
  const content = entries.map((entry: unknown) => facts(within(entry, isPlain(entry) ? [name] : [])))
  return entries.length > 0 && card(name, title, content)
}

/** The page. */
export const renderExport = ({ bridge, viewer, kept, number, file, back }: ExportPage): Html => {
  const all = Object.entries(kept)
  const plain = Object.fromEntries(all.filter(([, value]) => isPlain(value)))
  return staffLayout({
    bridge,
    viewer,
    title: words.title(number),
    area: 'prospects',
    main: html`<div class="page-head"><h1>${words.title(number)}</h1><a class="button quiet" href="${file}">${words.file}</a>
<p>${words.about}</p></div>
${facts(within(plain))}
${all.filter(([, value]) => !isPlain(value)).map(part)}
<p class="actions"><a href="${back}">${words.back}</a></p>`,
  })
}
