// The mark of a restore that is under way, in the storage that it goes to: of which backup, and how far it came.

import { type BackupRow, markTable, type Tables } from './tables.ts'

export type Mark = {
  /** Which backup. */
  readonly backup: string
  /** `clearing`: what was there is taken out; `writing`: rows are written. */
  readonly stage: 'clearing' | 'writing'
  /** Parts that are written, by table. */
  readonly done: Readonly<Record<string, number>>
}

const row = (text: string): BackupRow => ({
  partition: 'restore',
  key: 'mark',
  properties: { mark: { type: 'String', value: text } },
})

/** @throws Error when there is a mark that this version cannot read */
export const readMark = async (tables: Tables): Promise<Mark | undefined> => {
  const [found] = (await tables.page(markTable, 1)).rows
  const text = found?.properties['mark']?.value
  if (found === undefined) return undefined
  if (typeof text !== 'string') throw new Error(`The table ${markTable} holds something else than a mark.`)
  return JSON.parse(text) as Mark
}

export const writeMark = async (tables: Tables, mark: Mark): Promise<void> => {
  await tables.make(markTable)
  await tables.put(markTable, [row(JSON.stringify(mark))])
}

/** Keeps how far the writing came. */
export const progressOf = (tables: Tables, backup: string, before: Mark['done']) => {
  let done = before
  const save = () => writeMark(tables, { backup, stage: 'writing', done })
  return {
    save,
    partsOf: (table: string): number => done[table] ?? 0,
    partDone: async (table: string, parts: number): Promise<void> => {
      done = { ...done, [table]: parts }
      await save()
    },
    /** Takes the mark away; the empty table stays, because storage needs a while to free its name. */
    end: () => tables.remove(markTable, [row('')]),
  }
}
