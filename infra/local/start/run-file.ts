// Remembers who uses a state folder, so that a second start says so instead of damaging the first one's data.

import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'

const answerWithinMs = 2000

type Owner = { readonly pid: number; readonly port: number }

const fileOf = (folder: string): string => join(folder, 'running.json')
const greeting = ({ pid, port }: Owner): string => `npm start ${pid} ${port}`

const readOwner = (folder: string): Owner | undefined => {
  try {
    const owner = JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Partial<Owner> | null
    return owner?.pid && owner.port ? { pid: owner.pid, port: owner.port } : undefined
  } catch (error) {
    // A file that was cut off while it was written tells of nobody who runs.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

const answers = (owner: Owner): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(owner.port, '127.0.0.1')
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    socket.setTimeout(answerWithinMs, () => socket.destroy())
    // A refused connection is an answer too; `close` follows.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(text === greeting(owner)))
  })

/**
 * The process that runs on this folder now, if one does. It is asked itself: after a kill or a restart of the machine
 * its number may be another program's, or still be listed although it has ended.
 */
export const runningOn = async (folder: string): Promise<number | undefined> => {
  const owner = readOwner(folder)
  return owner && (await answers(owner)) ? owner.pid : undefined
}

/** Takes the folder for this process, and answers for it; the returned function gives it back. */
export const takeFolder = async (folder: string): Promise<() => void> => {
  mkdirSync(folder, { recursive: true })
  let text = ''
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).end(text))
  server.listen(0, '127.0.0.1').unref()
  await once(server, 'listening')
  const address = server.address()
  const owner = { pid: process.pid, port: typeof address === 'object' && address ? address.port : 0 }
  text = greeting(owner)
  writeFileSync(fileOf(folder), JSON.stringify(owner))
  return () => {
    server.close()
    rmSync(fileOf(folder), { force: true })
  }
}
