// HTML that is escaped by construction: only text written in a template literal is markup; every value put into it is
// escaped unless it is itself the result of `html`.

/** A piece of finished markup. Only `html` makes one. */
export class Html {
  readonly #markup: string
  constructor(parts: readonly string[], values: readonly HtmlValue[]) {
    this.#markup = parts.map((part, at) => part + (at < values.length ? render(values[at]) : '')).join('')
  }
  toString(): string {
    return this.#markup
  }
}

/** What may stand in a template: text, numbers, markup, lists of them, and nothing (`undefined`, `null`, `false`). */
export type HtmlValue = Html | string | number | undefined | null | false | readonly HtmlValue[]

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)

const render = (value: HtmlValue): string => {
  if (value === undefined || value === null || value === false) return ''
  if (value instanceof Html) return value.toString()
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value))
  return value.map(render).join('')
}

/**
 * Tag of a template literal that yields markup. Attribute values must stand in double quotes in the template.
 * @example html`<p title="${title}">${text}</p>`
 */
export const html = (parts: TemplateStringsArray, ...values: HtmlValue[]): Html => new Html(parts, values)

const scripted = new WeakSet<Html>()

/** Notes that a page has the script of ours; all others may run none. */
export const withScript = (page: Html): Html => {
  scripted.add(page)
  return page
}
export const isScripted = (page: Html): boolean => scripted.has(page)
