// Writes the audit trail. An act has its line before its effect and another with what came of it; both are added to the end
// of one chain, whose head changes with them, so that hosts which write at once wait for each other and none forks it.

import { type Act, type ActResult, boundedText, boundedValues } from '../../domain/acts.ts'
import { createRows } from '../../platform/row-format.ts'
import { remove, type Table, type Write } from '../../platform/table.ts'
import { type AuditLine, type LineValues, lineFormat, lineHash, noHash, valuesHash } from './audit-line.ts'
import {
  auditPartition,
  dayKey,
  headFormat,
  headKey,
  lineKey,
  listedFormat,
  listedKey,
  listsOf,
  type Open,
  openFormat,
  openKey,
} from './audit-rows.ts'

/** Hosts that write at the same moment: each round lets one of them through. */
const tries = 100
/** The same act again within this time completes the one that was cut off; later it is another. */
const openForMs = 24 * 3_600_000

export type BegunAct = { readonly act: Act; readonly openKey: string; readonly actId: string; readonly seq: number }

export type AuditTrail = {
  /**
   * Stores that somebody is about to do something; the effect must not begin before. Three storage transactions. The same
   * act by the same person with the same input, cut off before its end, is taken up again and gets no second line.
   */
  readonly begin: (act: Act) => Promise<BegunAct>
  /** Stores what came of it, once; three storage transactions. */
  readonly end: (begun: BegunAct, result: ActResult) => Promise<void>
}

export type AuditTrailDeps = {
  readonly table: Table
  readonly now: () => Date
  /** A GUID: ids of acts, and salts. */
  readonly newId: () => string
}

type Saying = Pick<AuditLine, 'at' | 'actId' | 'step' | 'who' | 'act' | 'on' | 'begun' | 'outcome'>

const withoutNothing = (values: LineValues): LineValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

export const createAuditTrail = ({ table, now, newId }: AuditTrailDeps): AuditTrail => {
  const heads = createRows(table, headFormat)
  const lines = createRows(table, lineFormat)
  const opens = createRows(table, openFormat)
  const listed = createRows(table, listedFormat)

  /**
   * Adds a line to the end of the chain, with whatever changes together with it.
   * @returns `undefined` when the head was not the end any more
   */
  const add = async (saying: Saying, values: LineValues, also: (seq: number) => readonly Write[]) => {
    const stored = await heads.read(auditPartition, headKey)
    const { count, hash, day } = stored?.value ?? { count: 0, hash: noHash, day: '' }
    const seq = count + 1
    const salt = newId()
    const unhashed = { seq, ...saying, values: valuesHash(salt, values), previous: hash }
    const line = { ...unhashed, hash: lineHash(unhashed) }
    const today = saying.at.slice(0, 10)
    const isNewDay = today > day
    const head = { count: seq, hash: line.hash, day: isNewDay ? today : day }
    const written = await table.write(auditPartition, [
      stored ? heads.replace(stored, head) : heads.create(headKey, head),
      lines.create(lineKey(seq), { line, salt, values }),
      ...(isNewDay ? [listed.put(dayKey(today), { seq })] : []),
      ...also(seq),
    ])
    return written === 'written' ? seq : undefined
  }

  // One after the other within this process; other hosts are met by the head.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }

  const untilDone = async <T>(attempt: () => Promise<T | undefined>): Promise<T> => {
    for (let tried = 0; tried < tries; tried += 1) {
      const result = await attempt()
      if (result !== undefined) return result
    }
    throw new Error('The end of the audit trail moved too often.')
  }

  const begin = async (act: Act): Promise<BegunAct> => {
    const { kind, id, name } = act.who
    const key = openKey([kind, id, act.code, act.on.kind, act.on.id, act.input])
    const actId = newId()
    return untilDone(async () => {
      const at = now()
      const open = await opens.read(auditPartition, key)
      if (open && at.getTime() - Date.parse(open.value.at) < openForMs) return { act, openKey: key, ...open.value }
      const saying = {
        at: at.toISOString(),
        actId,
        step: 'begun',
        who: { kind, id },
        act: act.code,
        on: act.on,
      } as const
      const values = withoutNothing({
        ...(name === undefined ? {} : { name: boundedText(name) }),
        ...(act.why === undefined ? {} : { why: boundedText(act.why) }),
      })
      const seq = await add(saying, values, (place) => {
        const begun: Open = { actId, seq: place, at: saying.at }
        return [
          open ? opens.replace(open, begun) : opens.create(key, begun),
          ...listsOf(saying).map((list) => listed.create(listedKey(list, place), { seq: place })),
        ]
      })
      return seq === undefined ? undefined : { act, openKey: key, actId, seq }
    })
  }

  const end = async ({ act, openKey: key, actId, seq }: BegunAct, result: ActResult): Promise<void> => {
    const { kind, id } = act.who
    const [before, after] = [boundedValues(result.before), boundedValues(result.after)]
    await untilDone(async () => {
      const open = await opens.read(auditPartition, key)
      // Somebody pressed twice, and the other has ended it; or another began after this one was taken for cut off.
      if (open?.value.actId !== actId) return 'ended'
      const saying = {
        at: now().toISOString(),
        actId,
        step: 'ended',
        who: { kind, id },
        act: act.code,
        on: act.on,
        begun: seq,
        outcome: result.outcome,
      } as const
      const values = withoutNothing({ ...(before ? { before } : {}), ...(after ? { after } : {}) })
      return add(saying, values, (place) => [
        remove(key),
        ...listsOf(saying).map((list) => listed.put(listedKey(list, seq), { seq, end: place })),
      ])
    })
  }

  return { begin: (act) => inTurn(() => begin(act)), end: (begun, result) => inTurn(() => end(begun, result)) }
}
