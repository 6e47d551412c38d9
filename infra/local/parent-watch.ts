// Ends this process when the one that started it is gone. What hears of that in the usual way may hang, or may not have
// begun to listen yet; so a thread of its own looks.
import { Worker } from 'node:worker_threads'

/** What the thread is told. */
export type Watch = { readonly parent: number; readonly graceMs: number }

/**
 * Kills this process when its parent has been gone for so long. An end in order should need less.
 * @param parent its number, told by the parent itself: who is gone already can no longer be asked for
 */
export const endWithParent = (parent: number, graceMs: number): void => {
  const workerData: Watch = { parent, graceMs }
  const limits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 }
  const file = new URL('./parent-watch-thread.ts', import.meta.url)
  // Nothing of how this process was started is meant for the thread.
  new Worker(file, { workerData, execArgv: [], env: {}, resourceLimits: limits })
    .on('error', (error) => console.error(`Nobody looks after process ${parent}: ${error.message}`))
    .unref()
}
