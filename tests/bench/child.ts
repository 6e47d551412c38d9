// Child processes of the bench: what is measured must not share its event loop with what measures.

import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const nextMessage = <T>(child: ChildProcess, name: string): Promise<T> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${name} ended early (${code}).`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as T)
    })
  })

/**
 * Starts a script and waits for the first message it sends.
 * @returns the message; `ask` sends one and waits for the answer, one at a time; `close` lets the script end
 */
export const startChild = async <First, Question extends object = never, Answer = never>(
  script: URL,
  args: readonly string[],
) => {
  const child = fork(fileURLToPath(script), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const first = await nextMessage<First>(child, script.pathname)
  return {
    first,
    ask: (question: Question): Promise<Answer> => {
      const answer = nextMessage<Answer>(child, script.pathname)
      child.send(question)
      return answer
    },
    close: async () => {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
