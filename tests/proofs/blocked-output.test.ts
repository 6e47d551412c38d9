// A terminal that is held, or a pipe that nobody reads, may stop whoever writes there. When the command is killed then,
// what it started ends all the same.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { kill, stateFolder, stillRunning, treeOf } from '../support/start-support.ts'
import { until } from '../support/until.ts'

it('a host that can write nothing ends with the command that started it', async () => {
  const { folder, remove } = stateFolder()
  onTestFinished(remove)
  const library = createRequire(import.meta.url).resolve('@azure/functions')
  const handler = "(_request, context) => { context.log('x'.repeat(400000)); return { body: 'loud' } }"
  const files = {
    'host.json': '{ "version": "2.0" }',
    'package.json': '{ "main": "main.js" }',
    'main.js': `require(${JSON.stringify(library)}).app.http('Loud', { handler: ${handler} })`,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const root = join(import.meta.dirname, '..', '..')
  const command = spawn(process.execPath, ['infra/local/run.mjs', 'infra/local/host/main.ts', folder, '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  command.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const url = await until(
    'it is ready',
    () => /Loud: \[GET,POST\] (http:\/\/localhost:\d+\/api\/Loud)/.exec(output)?.[1],
  )
  const mine = treeOf(command.pid ?? 0)
  onTestFinished(() => {
    for (const { pid } of mine) kill(pid)
  })
  expect(mine.length).toBeGreaterThanOrEqual(3)
  command.stdout.pause()
  // More than the pipe holds; whether the host waits for its reader is its own affair.
  await fetch(url, { signal: AbortSignal.timeout(3000) }).catch(() => undefined)
  command.kill('SIGKILL')
  await once(command, 'exit')
  // The pipe stays open on this side: nothing tells those who write to it that nobody will read.
  await until('everything has ended', () => stillRunning(mine).length === 0, 60_000)
})
