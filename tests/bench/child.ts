// Child processes of the bench: what is measured must not share its event loop with what measures.

import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Starts a script and waits for the first message it sends.
 * @returns the message, and a function that lets the script end
 */
export const startChild = async <T>(
  script: URL,
  args: readonly string[],
): Promise<{ first: T; close: () => Promise<void> }> => {
  const child = fork(fileURLToPath(script), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const first = await new Promise<T>((resolve, reject) => {
    child.once('message', (message) => resolve(message as T))
    child.once('exit', (code) => reject(new Error(`${script.pathname} ended early (${code}).`)))
  })
  return {
    first,
    close: async () => {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
