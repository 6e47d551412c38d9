// The table that the measurements end in: one line per budget, and plain lines for what explains them.

import { styleText } from 'node:util'

export type Line = {
  readonly what: string
  readonly measured: string
  readonly firstBar?: string
  readonly stretch?: string
  /** Absent for a line that only explains. */
  readonly met?: 'stretch' | 'first bar' | 'no'
}

const gap = 2

/** A line without a bar. */
export const note = (what: string, measured: string): Line => ({ what, measured })

/**
 * Holds figures against their bars, position by position.
 * @param bars the highest figures allowed, or with `atLeast` the lowest
 */
export const judged = (
  what: string,
  figures: readonly number[],
  bars: { readonly first: readonly number[]; readonly stretch: readonly number[]; readonly atLeast?: boolean },
  format: (figure: number) => string = String,
): Line => {
  const meets = (limits: readonly number[]): boolean =>
    figures.every((figure, index) => {
      const limit = limits[index] ?? Number.NaN
      return bars.atLeast ? figure >= limit : figure <= limit
    })
  const show = (numbers: readonly number[]) => numbers.map(format).join(' / ')
  const sign = bars.atLeast ? '≥ ' : '≤ '
  return {
    what,
    measured: show(figures),
    firstBar: sign + show(bars.first),
    stretch: sign + show(bars.stretch),
    met: meets(bars.stretch) ? 'stretch' : meets(bars.first) ? 'first bar' : 'no',
  }
}

/** @param colour whether the last column may be coloured */
export const printTable = (lines: readonly Line[], print: (line: string) => void, colour: boolean): void => {
  const cells = ({ what, measured, firstBar = '', stretch = '', met }: Line): string[] => [
    what,
    measured,
    firstBar,
    stretch,
    met ?? '',
  ]
  const head = ['what', 'measured', 'first bar', 'stretch', 'met?']
  const judgedRows = lines.filter(({ met }) => met !== undefined).map(cells)
  const widths = head.map((_, column) => Math.max(...[head, ...judgedRows].map((row) => row[column]?.length ?? 0)))
  const show = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const padded = cell.padEnd((widths[column] ?? 0) + gap)
        return colour && cell === 'no' ? styleText('red', padded) : padded
      })
      .join('')
      .trimEnd()
  print(show(head))
  print('─'.repeat(widths.reduce((sum, width) => sum + width + gap, -gap)))
  for (const line of lines) print(line.met === undefined ? `  ${line.what}: ${line.measured}` : show(cells(line)))
}
