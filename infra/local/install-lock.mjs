// Lets one start at a time install: two that run npm ci in one folder leave a broken tree. Plain JavaScript without
// dependencies, because it runs before anything is installed.
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const beatMs = 2000
/** A holder that has not been heard of for so long was suspended or runs no more, whatever its number says. */
const silentMs = 60_000

const isGone = (/** @type {string} */ path) => {
  try {
    if (Date.now() - statSync(path).mtimeMs > silentMs) return true
    const pid = Number(readFileSync(path, 'utf8'))
    // Without a number it is being written just now.
    if (pid > 0) process.kill(pid, 0)
    return false
  } catch (error) {
    // ENOENT: it was given back. ESRCH: its process has ended. EPERM: somebody else's process holds it.
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM'
  }
}

const take = (/** @type {string} */ path) => {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Does the work while no other process does work under this lock.
 * @param {string} path the lock, a file
 * @param {() => void} onWait called once when somebody else is at it
 * @param {() => Promise<void>} work
 */
export const withLock = async (path, onWait, work) => {
  for (let waits = 0; !take(path); waits += 1) {
    if (waits === 0) onWait()
    if (isGone(path)) rmSync(path, { force: true })
    else await delay(200)
  }
  const beat = setInterval(() => utimesSync(path, new Date(), new Date()), beatMs)
  const giveBack = () => rmSync(path, { force: true })
  process.once('exit', giveBack)
  try {
    await work()
  } finally {
    clearInterval(beat)
    process.off('exit', giveBack)
    giveBack()
  }
}
