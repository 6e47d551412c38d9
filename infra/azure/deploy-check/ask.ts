// Asks a deployment as an outsider would: raw paths, any header, bodies of any size, nothing followed and nothing kept.

import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

export type Question = {
  readonly method?: string
  /** Sent as it is written; dots and slashes are not tidied. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Buffer
  /** Sends the body in pieces without telling its length. */
  readonly isChunked?: boolean
}

export type Answer = {
  /** 0 when there was none: the connection was cut or could not be made. */
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The first 64 KB. */
  readonly text: string
  /** Why there was no answer. */
  readonly error?: string
}

/** Asks one question. Never throws for what the other side does. */
export type Ask = (question: Question) => Promise<Answer>

const kept = 64 * 1024
const piece = 16 * 1024

/**
 * Asks the app at this address.
 * @param base address without a path
 * @param timeoutMs after which no answer counts as none
 * @param ca a certificate authority to trust beside the system's
 */
export const createAsk =
  (base: URL, timeoutMs: number, ca?: string): Ask =>
  ({ method = 'GET', path, headers = {}, body, isChunked = false }) =>
    new Promise((resolve) => {
      const send = base.protocol === 'https:' ? requestHttps : requestHttp
      const length = body === undefined || isChunked ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const none = (error: string) => resolve({ status: 0, headers: {}, text: '', error })
      const asked = send(
        {
          hostname: base.hostname,
          port: base.port,
          path,
          method,
          headers: { 'user-agent': 'deploy-check', ...length, ...headers },
          agent: false,
          ...(ca === undefined ? {} : { ca }),
        },
        (answer) => {
          const parts: Buffer[] = []
          let size = 0
          const done = () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              text: Buffer.concat(parts).toString('utf8').slice(0, kept),
            })
          answer.on('data', (part: Buffer) => {
            size += part.length
            if (size <= kept + part.length) parts.push(part)
          })
          // What was cut off after the status still says the status.
          answer.on('end', done).on('error', done).on('close', done)
        },
      )
      asked.setTimeout(timeoutMs, () => asked.destroy(new Error(`no answer within ${timeoutMs} ms`)))
      asked.on('error', (error) => none(error.message))
      if (body !== undefined && isChunked) {
        const bytes = Buffer.from(body)
        for (let at = 0; at < bytes.length; at += piece) asked.write(bytes.subarray(at, at + piece))
      } else if (body !== undefined) asked.write(body)
      asked.end()
    })
