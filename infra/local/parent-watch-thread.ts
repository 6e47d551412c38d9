// The thread of parent-watch.ts: it looks after the parent of its process, whatever the other threads do.
import { workerData } from 'node:worker_threads'
import type { Watch } from './parent-watch.ts'

const lookMs = 500
const { parent, graceMs } = workerData as Watch

/** Whoever is gone has left this process to another parent, except on Windows, where the number stays. */
const isGone = (): boolean => {
  if (process.ppid !== parent) return true
  try {
    process.kill(parent, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

let left = graceMs
setInterval(() => {
  if (!isGone()) return
  if (left <= 0) process.kill(process.pid, 'SIGKILL')
  left -= lookMs
}, lookMs)
