// What a line of a timeline looks like as it is stored.

import { flagCodes } from '../../domain/flags.ts'
import { readTimelineEntry, type TimelineEntry } from '../../domain/timeline.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { Misfit } from '../../platform/shape.ts'

/** Lines of the first version were stored in words. They are kept as they are; only a flag has another name on pages. */
const fromWords = ({ at, who, ...words }: Readonly<Record<string, unknown>>) => {
  const actor = { name: who }
  const flag = words['what'] === 'Flagged' ? flagCodes.find((code) => code === words['why']) : undefined
  return flag ? { at, actor, code: 'flagged', flag } : { at, actor, code: 'worded', ...words }
}

export const timelineFormat = createRowFormat<TimelineEntry>(
  (value, at) => {
    const entry = readTimelineEntry(value)
    if (!entry) throw new Misfit(`${at} is no line of a timeline.`)
    return entry
  },
  [fromWords],
)
