// Remembers which process uses a state folder, so that a second start says so instead of damaging the first one's data.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const fileOf = (folder: string): string => join(folder, 'running.pid')

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The process that runs on this folder now, if one does. */
export const runningOn = (folder: string): number | undefined => {
  try {
    const pid = Number(readFileSync(fileOf(folder), 'utf8'))
    return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Takes the folder for this process; the returned function gives it back. */
export const takeFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(fileOf(folder), String(process.pid))
  return () => rmSync(fileOf(folder), { force: true })
}
