// Nothing the broker accepted may be lost with its process: every change is a line in a file before it is answered.
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { damaged } from '../storage/damaged.ts'
import { joinMessage, readPairs, splitMessage } from './message-sections.ts'
import type { JournalRecord, StoredMessage } from './model.ts'

/** The JSON form of a record; a message travels as its encoded bytes in base64. */
export type JournalLine =
  | Exclude<JournalRecord, { op: 'put' }>
  | {
      readonly op: 'put'
      readonly queue: string
      readonly bytes: string
      readonly fields: Omit<StoredMessage, 'content'>
    }
  | { readonly op: 'numbers'; readonly last: Readonly<Record<string, number>> }

export type Journal = {
  /** Returns when the file system has the lines. @throws Error when it could not take them. */
  append(lines: readonly JournalLine[]): void
  /** Bytes in the file. */
  size(): number
  /** Replaces everything by these lines, in one step that a crash cannot halve. */
  replace(lines: Iterable<JournalLine>): void
  close(): void
}

const fileName = 'journal.jsonl'

/** What the file holds of a change. */
export const toLine = (record: JournalRecord): JournalLine => {
  if (record.op !== 'put') return record
  const { content, lock: _lock, ...fields } = record.message
  const annotations = readPairs(content.annotations)
  const bytes = joinMessage(content, 0, content.ttl, annotations).toString('base64')
  // JSON knows no infinity; null stands for "does not expire".
  return { op: 'put', queue: record.queue, bytes, fields }
}

/** The message of a `put` line. */
export const fromLine = ({ bytes, fields }: Extract<JournalLine, { op: 'put' }>): StoredMessage => ({
  ...fields,
  expiresAt: fields.expiresAt ?? Number.POSITIVE_INFINITY,
  content: splitMessage(Buffer.from(bytes, 'base64')),
})

/**
 * Reads the lines of a folder's journal. A last line without its end was never answered and is left out.
 * @throws Error naming the line when another one cannot be read.
 */
export const readJournal = (folder: string): readonly JournalLine[] => {
  let text: string
  try {
    text = readFileSync(join(folder, fileName), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
  const complete = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
  return complete.slice(0, -1).map((line, index) => {
    try {
      return JSON.parse(line)
    } catch (cause) {
      throw damaged(join(folder, fileName), index + 1, cause)
    }
  })
}

const writeLines = (file: number, position: number, lines: Iterable<JournalLine>): number => {
  let text = ''
  for (const line of lines) text += `${JSON.stringify(line)}\n`
  const bytes = Buffer.from(text)
  let written = 0
  while (written < bytes.length) written += writeSync(file, bytes, written, bytes.length - written, position + written)
  return written
}

/** Opens the journal of a folder, which is made when missing, with the given lines as its whole content. */
export const openJournal = (folder: string, lines: Iterable<JournalLine>): Journal => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, fileName)
  const start = (content: Iterable<JournalLine>) => {
    const next = openSync(`${path}.next`, 'w')
    try {
      const size = writeLines(next, 0, content)
      // The descriptor stays valid: it names the file, not its name.
      renameSync(`${path}.next`, path)
      return { file: next, size }
    } catch (error) {
      closeSync(next)
      throw error
    }
  }
  let current = start(lines)
  return {
    append: (added) => {
      try {
        current.size += writeLines(current.file, current.size, added)
      } catch (error) {
        // What is half written would make the lines after it unreadable.
        ftruncateSync(current.file, current.size)
        throw error
      }
    },
    size: () => current.size,
    replace: (content) => {
      const old = current.file
      current = start(content)
      closeSync(old)
    },
    close: () => closeSync(current.file),
  }
}
