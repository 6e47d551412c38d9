// Goes along lists that stand in all parts as if they were one, so that hardly more is read than is shown.

import type { Rows } from '../../platform/row-format.ts'
import { shards } from '../../platform/shards.ts'
import { after, type Table } from '../../platform/table.ts'

/** A range of keys in every part. @member prefix what its keys begin with, and places in it do not */
export type Source = { readonly prefix: string; readonly from: string; readonly to: string }

export type MergedLine<T> = { readonly part: string; readonly place: string; readonly value: T }

export type Merged<T> = {
  readonly found: readonly MergedLine<T>[]
  /** Where to go on, when what was found is too little and there may be more. */
  readonly end?: MergedLine<T>
}

type Waiting<T> = {
  readonly part: string
  readonly source: Source
  from: string
  atOnce: number
  lines: MergedLine<T>[]
  isDone: boolean
}

/** Lines of one part that are read at once: at first somewhat more than its share, then twice as many each time. */
const [least, most] = [4, 1000]
const share = 1.6
/** A walk that finds little in much ends here. */
const mostRead = 4000

/**
 * The first lines of all parts that are kept, by their places; one storage transaction for each part at once, and one more
 * for each that has more of them than its share.
 * @param count how many are wanted
 */
export const mergeLines = async <T>(
  table: Table,
  rows: Rows<T>,
  sources: readonly Source[],
  { count, keep }: { readonly count: number; readonly keep: (line: T) => boolean },
): Promise<Merged<T>> => {
  const first = Math.ceil((share * count) / (shards.length * sources.length)) + 1
  const atOnce = Math.min(most, Math.max(least, first))
  const parts = sources.flatMap((source) =>
    shards.map((part): Waiting<T> => ({ part, source, from: source.from, atOnce, lines: [], isDone: false })),
  )
  const found: MergedLine<T>[] = []
  let read = 0
  const fill = async (waiting: Waiting<T>): Promise<void> => {
    while (waiting.lines.length === 0 && !waiting.isDone) {
      const { part, source } = waiting
      const page = await table.range(part, waiting.from, source.to, waiting.atOnce)
      const last = page.at(-1)
      waiting.isDone = page.length < waiting.atOnce
      waiting.atOnce = Math.min(most, waiting.atOnce * 2)
      if (last) waiting.from = after(last.key)
      read += page.length
      const readable = await rows.readable(part, page)
      waiting.lines = readable.map(({ key, value }) => ({ part, place: key.slice(source.prefix.length), value }))
    }
  }
  for (let end: MergedLine<T> | undefined; ; ) {
    await Promise.all(parts.map(fill))
    const [one, ...others] = parts.filter(({ lines }) => lines.length > 0)
    if (!one) return { found }
    const placeOf = ({ lines }: Waiting<T>): string => lines[0]?.place ?? ''
    const next = others.reduce((before, part) => (placeOf(part) < placeOf(before) ? part : before), one).lines.shift()
    if (next && keep(next.value)) found.push(next)
    end = next ?? end
    if (found.length >= count) return { found }
    if (read >= mostRead && end) return { found, end }
  }
}
