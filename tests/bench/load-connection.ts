// One kept-alive HTTP/1.1 connection that asks and waits, over and over. Written on the socket itself: a full HTTP client
// would take more of the machine than some of what is measured.

import { connect } from 'node:net'

export type Asked = { readonly method: string; readonly path: string; readonly headers: string; readonly body: string }

const headEnd = Buffer.from('\r\n\r\n')

/** Status of the answer that begins here, and its length with its head; `undefined` while it is not all there. */
const answerIn = (bytes: Buffer): { status: number; length: number } | undefined => {
  const end = bytes.indexOf(headEnd)
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const size = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (size === undefined && status !== 204) throw new Error('An answer does not tell its length.')
  const length = end + headEnd.length + Number(size ?? 0)
  return bytes.length < length ? undefined : { status, length }
}

/**
 * Asks until there is nothing more to ask.
 * @param next the next request; `undefined` ends the connection
 * @param onAnswer called with the status of each answer; what it throws ends the connection
 */
export const askOverAndOver = (
  url: URL,
  next: () => Asked | undefined,
  onAnswer: (status: number) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
    let received: Buffer | undefined
    const ask = (): void => {
      const asked = next()
      if (asked === undefined) {
        socket.end()
        resolve()
        return
      }
      const { method, path, headers, body } = asked
      const size = Buffer.byteLength(body)
      socket.write(
        `${method} ${path} HTTP/1.1\r\nhost: ${url.host}\r\n${headers}content-length: ${size}\r\n\r\n${body}`,
      )
    }
    socket.on('connect', ask)
    socket.on('data', (chunk) => {
      received = received ? Buffer.concat([received, chunk]) : chunk
      try {
        const answer = answerIn(received)
        if (!answer) return
        if (answer.length < received.length) throw new Error('More came than was asked for.')
        received = undefined
        onAnswer(answer.status)
        ask()
      } catch (error) {
        socket.destroy()
        reject(error)
      }
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('The connection ended early.')))
  })
