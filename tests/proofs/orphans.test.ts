// A process that is killed takes the processes that it started with it, at whatever moment, even when one of them can
// do nothing for itself.
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fixtureApp } from '../integration/host-support.ts'
import { freePorts, kill, stateFolder } from '../support/start-support.ts'
import { until } from '../support/until.ts'

const local = join(import.meta.dirname, '..', '..', 'infra', 'local')
const processFile = join(local, 'storage', 'azurite-process.ts')

const newFolder = (): string => {
  const { folder, remove } = stateFolder()
  onTestFinished(remove)
  return folder
}

/** The processes whose arguments hold a text; those that have ended and are not asked after do not count. */
const processesOf = (text: string): number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(text) && !/^\s*\d+\s+Z/.test(line))
    .map((line) => Number(line.trim().split(/\s+/)[0]))

const endAfterwards = (text: string): void => {
  onTestFinished(() => {
    for (const pid of processesOf(text)) kill(pid)
  })
}

const allGone = (text: string, withinMs: number) =>
  until(`every process of ${text} has ended`, () => processesOf(text).length === 0, withinMs)

const killedAfterwards = <C extends ChildProcess>(child: C): C => {
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Runs a script that uses what it imports, in a process of its own. */
const run = (script: string): ChildProcess => {
  const file = join(newFolder(), 'starter.mjs')
  writeFileSync(file, script)
  return killedAfterwards(spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'ignore'] }))
}

const starter = (folder: string, port: number): string => `
  import { startAzurite } from ${JSON.stringify(join(local, 'storage', 'azurite.ts'))}
  const ports = { blob: ${port}, queue: ${port}, table: ${port} }
  await startAzurite({ folder: ${JSON.stringify(folder)}, ports })`

const storageArguments = (folder: string): string[] => [
  '--silent',
  ...['blob', 'queue', 'table'].flatMap((name) => [`--${name}Port`, '0']),
  '--location',
  folder,
]

describe('storage', () => {
  it('ends when its starter has gone before it could listen for that', async () => {
    const folder = newFolder()
    endAfterwards(folder)
    const child = fork(processFile, storageArguments(folder), { stdio: 'ignore' })
    child.disconnect()
    await once(child, 'exit')
  })

  it('ends with its starter, whenever in its start that one is killed', async () => {
    const folder = newFolder()
    endAfterwards(folder)
    // From the moment at which it is there to the one at which it answers, and somewhat later.
    for (const delay of [0, 150, 600]) {
      const parent = run(starter(folder, 0))
      await until('it is there', () => processesOf('azurite-process').some((pid) => processesOf(folder).includes(pid)))
      const over = Date.now() + delay
      await until('the moment', () => Date.now() >= over)
      parent.kill('SIGKILL')
      await allGone(folder, 20_000)
    }
  })

  it('ends with its starter even when it hangs', async () => {
    const folder = newFolder()
    endAfterwards(folder)
    const hanging = `
      import { fork } from 'node:child_process'
      const hang = 'data:text/javascript,process.on("message",()=>{process.send("hangs");for(;;);})'
      const child = fork(${JSON.stringify(processFile)}, ${JSON.stringify(storageArguments(folder))}, {
        execArgv: ['--import', hang],
        stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      })
      child.stdout.once('data', () => child.send('hang'))
      child.on('message', () => process.stdout.write('hangs'))`
    const parent = run(hanging)
    if (parent.stdout) await once(parent.stdout, 'data')
    parent.kill('SIGKILL')
    await allGone(folder, 25_000)
  })

  it('that cannot be started leaves nothing behind', async () => {
    const folder = newFolder()
    endAfterwards(folder)
    const parent = run(starter(folder, 1))
    await once(parent, 'exit')
    await allGone(folder, 5_000)
  })
})

describe('an app process', () => {
  it('ends with its host even when a function hangs', async () => {
    const folder = newFolder()
    const mark = `--disable-warning=spinning-${process.pid}-${Date.now()}`
    endAfterwards(mark)
    const library = createRequire(import.meta.url).resolve('@azure/functions')
    const files = {
      'host.json': '{ "version": "2.0", "functionTimeout": "-1" }',
      'package.json': '{ "main": "main.js" }',
      'main.js': `require(${JSON.stringify(library)}).app.http('Spin', { handler: () => { for (;;); } })`,
      'local.settings.json': JSON.stringify({ Values: { languageWorkers__node__arguments: mark } }),
    }
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const host = killedAfterwards(
      spawn(process.execPath, [join(local, 'host', 'main.ts'), folder, '--port', '0'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    )
    let output = ''
    host.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    const port = await until('it is ready', () => /Spin: \[GET,POST\] http:\/\/localhost:(\d+)/.exec(output)?.[1])
    const spinning = fetch(`http://127.0.0.1:${port}/api/Spin`).catch(() => undefined)
    await until('it spins', () => output.includes("Executing 'Functions.Spin'"))
    expect(processesOf(mark)).toHaveLength(1)
    host.kill('SIGKILL')
    await spinning
    await allGone(mark, 15_000)
  })
})

const inText = (values: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))

describe.each(['host', 'start'])('the command %s', (name) => {
  it('ends when its starter has gone before it could listen for that', async () => {
    const folder = newFolder()
    endAfterwards(folder)
    const ports = await freePorts()
    const args = name === 'host' ? [fixtureApp('http'), '--port', '0'] : []
    const child = killedAfterwards(
      fork(join(local, name, 'main.ts'), args, {
        stdio: 'ignore',
        env: { PATH: process.env['PATH'], ...inText(ports), LOCAL_STATE: folder },
      }),
    )
    child.disconnect()
    await once(child, 'exit')
    await allGone(folder, 20_000)
  })
})
