// Notes on a lead by which sellers ask the applicant something: they begin with a mark that the settings name (PARTNERS I3).

export type SellerNote = {
  readonly id: string
  /** When it was written or changed last, by the clock of Sales; ISO 8601. */
  readonly at: string
  /** Who wrote it, by name. */
  readonly by?: string
  /** What follows the mark. */
  readonly text: string
}

/** What the setting takes: nothing where sellers ask nothing, else a word of letters, digits and hyphens. */
export const markForm = /^([#!]?[A-Za-z\d-]{2,20}:?)?$/

const behind = (mark: string, text: string): string | undefined => {
  const begun = text.trimStart()
  if (begun.slice(0, mark.length).toLowerCase() !== mark.toLowerCase()) return undefined
  const rest = begun.slice(mark.length)
  // A longer word is another one.
  return !mark.endsWith(':') && /^[\p{L}\p{N}-]/u.test(rest) ? undefined : rest.replace(/^[\s:]+/, '').trimEnd()
}

/**
 * What a note asks; `undefined` where neither its title nor its text begins with the mark.
 * @param note in plain text
 */
export const askedByNote = (
  mark: string,
  { title, text }: { readonly title: string; readonly text: string },
): string | undefined => {
  const inTitle = behind(mark, title)
  return inTitle === undefined ? behind(mark, text) : [inTitle, text.trim()].filter((part) => part !== '').join('\n')
}
