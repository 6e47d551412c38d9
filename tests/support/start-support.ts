// What the tests of starting and stopping share: npm start as a process of its own, and what belongs to it.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isFree, type Ports, readPorts } from '../../infra/local/start/ports.ts'
import { freePort } from './free-port.ts'
import { until } from './until.ts'

const root = resolve(import.meta.dirname, '..', '..')

/** A free port for each of the local environment's services. */
export const freePorts = async (): Promise<Ports> =>
  Object.fromEntries(
    await Promise.all(Object.keys(readPorts({})).map(async (name) => [name, await freePort()])),
  ) as Ports

/** Whether every one of the ports can be taken. */
export const areFree = async (ports: Ports): Promise<boolean> =>
  (await Promise.all(Object.values(ports).map(isFree))).every(Boolean)

/** A new state folder, and how to remove it. */
export const stateFolder = (): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'b2b-start-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

type ProcessRow = { pid: number; parent: number; ended: boolean; command: string }

const processes = (): ProcessRow[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
      if (pid === undefined || parent === undefined) return []
      // A zombie has ended; only its parent has not asked for its code yet.
      return [
        { pid: Number(pid), parent: Number(parent), ended: state?.startsWith('Z') ?? false, command: command ?? '' },
      ]
    })

const below = (all: readonly ProcessRow[], pid: number): ProcessRow[] =>
  all.filter(({ parent }) => parent === pid).flatMap((row) => [row, ...below(all, row.pid)])

/** A process and all below it. */
export const treeOf = (pid: number): ProcessRow[] => {
  const all = processes()
  return [...all.filter((row) => row.pid === pid), ...below(all, pid)]
}

export type Started = Awaited<ReturnType<typeof start>>

/**
 * Runs what `npm start` runs, in a process group of its own as a terminal does it.
 * @param variables ports, LOCAL_STATE and the like
 */
export const start = (variables: Record<string, string | number>, ...args: string[]) => {
  const given = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]))
  const began = performance.now()
  const child: ChildProcess = spawn(process.execPath, ['infra/local/run.mjs', 'infra/local/start/main.ts', ...args], {
    cwd: root,
    detached: true,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...given },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pid = child.pid ?? 0
  const output = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.err += text
  })
  let code: number | undefined
  const ended = new Promise<number>((done) => {
    child.once('close', (status) => {
      code = status ?? -1
      done(code)
    })
  })

  const prints = async (line: RegExp): Promise<void> => {
    await until(
      `it prints ${line}`,
      () => {
        if (line.test(output.out)) return true
        if (code !== undefined) throw new Error(`It ended with ${code}: ${output.err}\n${output.out}`)
        return false
      },
      60_000,
    )
  }
  /** The processes below the one that was started, itself included. */
  const tree = (): ProcessRow[] => treeOf(pid)
  return {
    pid,
    output,
    ended,
    prints,
    tree,
    /** @returns milliseconds from the start to the line Ready */
    ready: async (): Promise<number> => {
      await prints(/^Ready .*\n/m)
      return performance.now() - began
    },
    /**
     * Ends it as Ctrl-C in a terminal does, which reaches the whole group; or as a supervisor does, with a SIGTERM for
     * the process that it started.
     * @returns its exit code, milliseconds, and what is left of it
     */
    stop: async (how: 'Ctrl-C' | 'SIGTERM' = 'Ctrl-C') => {
      const mine = tree()
      const from = performance.now()
      if (how === 'Ctrl-C') process.kill(-pid, 'SIGINT')
      else process.kill(pid, 'SIGTERM')
      const exit = await ended
      return { exit, ms: performance.now() - from, left: stillRunning(mine) }
    },
    /** Reads no more of what it prints, as a pipe whose reader has ended. */
    closeOutput: (): void => {
      child.stdout?.destroy()
      child.stderr?.destroy()
    },
    /** Ends everything at once, whatever state it is in; for cleaning up. */
    kill: (): void => {
      for (const row of tree()) kill(row.pid)
    },
  }
}

/** Kills one process; one that has ended already is as good. */
export const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Which of the processes run on. A number that another program was given meanwhile does not count. */
export const stillRunning = (mine: readonly ProcessRow[]): string[] => {
  const now = new Map(processes().map((row) => [row.pid, row]))
  return mine.flatMap(({ pid, command }) => {
    const row = now.get(pid)
    return row && !row.ended && row.command === command ? [`${pid} ${command}`] : []
  })
}
