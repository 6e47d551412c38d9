// Who uses a state folder: a busy owner is not taken for one that is gone, and one that is gone keeps nobody out.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runningOn, takeFolder } from '../../infra/local/start/run-file.ts'
import { freePort } from '../support/free-port.ts'

let folder = ''
const closers: (() => void)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'owner-'))
  mkdirSync(folder, { recursive: true })
})
afterEach(() => {
  for (const close of closers.splice(0)) close()
  rmSync(folder, { recursive: true })
})

const owner = (pid: number, port: number) => writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid, port }))

/** A port at which somebody takes calls and says this, or nothing. */
const listening = async (says?: string): Promise<number> => {
  const port = await freePort()
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    if (says !== undefined) socket.end(says)
    closers.push(() => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  closers.push(() => server.close())
  return port
}

/** No process has this number: it is larger than any system gives out. */
const nobody = 2 ** 30

it('an owner that is too busy to answer still runs, and is told to whoever comes', async () => {
  owner(process.pid, await listening())
  const [running, taken] = await Promise.all([runningOn(folder), takeFolder(folder)])
  expect([running, taken.owner]).toEqual([process.pid, process.pid])
})

it.each<[string, () => Promise<readonly [number, number]>]>([
  ['whose process is gone, though something silent has its port now', async () => [nobody, await listening()]],
  ['whose port is free', async () => [process.pid, await freePort()]],
  ['whose port says something else', async () => [process.pid, await listening('SSH-2.0')]],
])('an owner %s does not run', async (_, make) => {
  owner(...(await make()))
  expect(await runningOn(folder)).toBeUndefined()
  const taken = await takeFolder(folder)
  closers.push(taken.giveBack)
  expect(taken.owner).toBeUndefined()
  expect(await runningOn(folder)).toBe(process.pid)
})
