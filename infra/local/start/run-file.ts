// Remembers who uses a state folder, so that a second start says so instead of damaging the first one's data.

import { once } from 'node:events'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'

const answerWithinMs = 2000

type Owner = { readonly pid: number; readonly port: number }

const fileOf = (folder: string): string => join(folder, 'running.json')
const greeting = ({ pid, port }: Owner): string => `npm start ${pid} ${port}`

/** Text that was cut off while it was written tells of nobody who runs. */
const parseOwner = (text: string): Owner | undefined => {
  try {
    const owner = JSON.parse(text) as Partial<Owner> | null
    return owner?.pid && owner.port ? { pid: owner.pid, port: owner.port } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Whether a process of that number is there; its number may have been given to another program. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Whether the owner runs. Who does not say so in time, on a machine that is busy, is not gone: where the process is there
 * and its port is taken, it is taken for running, because two that write would damage what both keep.
 */
const answers = (owner: Owner): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(owner.port, '127.0.0.1')
    let text = ''
    let isLate = false
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    socket.setTimeout(answerWithinMs, () => {
      isLate = true
      socket.destroy()
    })
    // A refused connection is an answer too; `close` follows.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(text === greeting(owner) || (isLate && text === '' && isAlive(owner.pid))))
  })

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Puts a file in its place with all of its content, unless one is there. */
const place = (path: string, content: string): boolean => {
  const own = `${path}.${process.pid}`
  writeFileSync(own, content)
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if (read(path) !== undefined) return false
    throw error
  } finally {
    rmSync(own)
  }
}

/** Removes what an owner that does not run left behind, unless another one took its place meanwhile. */
const clear = (path: string, stale: string): void => {
  const aside = `${path}.${process.pid}.stale`
  try {
    renameSync(path, aside)
    if (read(aside) !== stale) linkSync(aside, path)
  } catch (error) {
    // Somebody else was quicker; what is there now is looked at again.
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** The process that runs on this folder now, if one does. */
export const runningOn = async (folder: string): Promise<number | undefined> => {
  const owner = parseOwner(read(fileOf(folder)) ?? '')
  return owner && (await answers(owner)) ? owner.pid : undefined
}

export type Taken = { readonly owner?: number; readonly giveBack: () => void }

/**
 * Takes the folder for this process, and answers for it until it is given back. When another process runs on it, its
 * number is told instead. That one is asked itself: after a kill or a restart of the machine its number may be another
 * program's, or still be listed although it has ended.
 */
export const takeFolder = async (folder: string): Promise<Taken> => {
  mkdirSync(folder, { recursive: true })
  let text = ''
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).end(text))
  server.listen(0, '127.0.0.1').unref()
  await once(server, 'listening')
  const address = server.address()
  const self = { pid: process.pid, port: typeof address === 'object' && address ? address.port : 0 }
  text = greeting(self)
  const path = fileOf(folder)
  while (!place(path, JSON.stringify(self))) {
    const content = read(path)
    if (content === undefined) continue
    const owner = parseOwner(content)
    if (owner && (await answers(owner))) {
      server.close()
      return { owner: owner.pid, giveBack: () => undefined }
    }
    clear(path, content)
  }
  return {
    giveBack: () => {
      server.close()
      rmSync(path, { force: true })
    },
  }
}
