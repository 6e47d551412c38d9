// One change of the code, told by what it says and not by where it stands, so that moved lines keep their lot.

import { createHash } from 'node:crypto'

export type Position = { readonly line: number; readonly column: number }

export type Change = {
  /** From the root of the repository, with slashes. */
  readonly file: string
  /** The line that the change begins in, without the space around it. */
  readonly line: string
  /** The code that is replaced. */
  readonly code: string
  readonly replacement: string
}

/** Reads a change out of the source of its file. Lines and columns count from one. */
export const changeAt = (
  file: string,
  source: string,
  { start, end }: { readonly start: Position; readonly end: Position },
  replacement: string,
): Change => {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  const line = lines[0]?.trim() ?? ''
  const last = lines.length - 1
  const cut = lines.map((text, index) =>
    text.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined),
  )
  return { file, line, code: cut.join('\n'), replacement }
}

/** The same text for the same change. */
export const changeKey = ({ file, line, code, replacement }: Change): string =>
  JSON.stringify([file, line, code, replacement])

/**
 * Whether a change is among those tried.
 * @param share from 0 to 1; a greater share holds all of a smaller one
 */
export const isDrawn = (change: Change, share: number): boolean =>
  createHash('sha256').update(changeKey(change)).digest().readUInt32BE() / 2 ** 32 < share
