// Keeps the messages in memory and, when there is a folder, as JSON lines on disk: a restart loses nothing.
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { damaged } from '../storage/damaged.ts'
import type { MessageDetails } from './stored-message.ts'

export type MessageStore = {
  /** Newest first. */
  readonly all: () => readonly MessageDetails[]
  readonly find: (id: string) => MessageDetails | undefined
  /** Resolves when the messages would survive a crash of the process and of the machine. */
  readonly add: (messages: readonly MessageDetails[]) => Promise<void>
  readonly clear: () => Promise<void>
  /** Resolves when all earlier writes are done. */
  readonly settled: () => Promise<void>
}

const readLines = async (file: string): Promise<readonly string[]> => {
  try {
    return (await readFile(file, 'utf8')).split('\n')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw new Error('The messages of the inbox cannot be read.', { cause })
  }
}

const toLine = (message: MessageDetails): string => `${JSON.stringify(message)}\n`

const replaceFile = async (file: string, text: string): Promise<void> => {
  await writeFile(`${file}.new`, text, { flush: true })
  await rename(`${file}.new`, file)
}

/** Adds to the end of a file, all of it or nothing: half a line would make the lines after it unreadable. */
const append = async (file: string, text: string): Promise<void> => {
  const handle = await open(file, 'a')
  try {
    const { size } = await handle.stat()
    try {
      await handle.appendFile(text)
      await handle.sync()
    } catch (error) {
      await handle.truncate(size)
      throw error
    }
  } finally {
    await handle.close()
  }
}

/** A crash may cut the last line short; its sender got no answer, so the line is dropped. */
const load = async (file: string): Promise<MessageDetails[]> => {
  const lines = await readLines(file)
  const complete = lines.slice(0, -1)
  const messages = complete.map((line, at) => {
    try {
      return JSON.parse(line) as MessageDetails
    } catch (cause) {
      throw damaged(file, at + 1, cause)
    }
  })
  if (lines.at(-1)) await replaceFile(file, messages.map(toLine).join(''))
  return messages
}

/**
 * Opens the messages of a folder, which is created when it is missing; without a folder they live in memory only.
 * @throws Error when the folder holds a damaged message in other than the last place
 */
export const openMessageStore = async (folder: string | undefined): Promise<MessageStore> => {
  const file = folder === undefined ? undefined : join(folder, 'messages.jsonl')
  if (folder !== undefined) await mkdir(folder, { recursive: true })
  let messages = file === undefined ? [] : await load(file)
  let last: Promise<void> = Promise.resolve()

  const inOrder = (write: () => Promise<void>): Promise<void> => {
    const result = last.then(write)
    last = result.catch(() => undefined)
    return result
  }

  return {
    all: () => messages.toReversed(),
    find: (id) => messages.find((message) => message.id === id),
    add: (added) =>
      inOrder(async () => {
        if (file !== undefined) await append(file, added.map(toLine).join(''))
        messages.push(...added)
      }),
    clear: () =>
      inOrder(async () => {
        if (file !== undefined) await replaceFile(file, '')
        messages = []
      }),
    settled: () => last,
  }
}
