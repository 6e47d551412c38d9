// How a server greets by TLS: which version it speaks, and whether it still speaks the old ones.

import { isIP } from 'node:net'
import { connect, type SecureVersion } from 'node:tls'

/** What came of greeting with at most this version: the version spoken, or why none. */
export type Greeting = { readonly version: string } | { readonly refused: string }

/** Greets a server; `maxVersion` as in Node.js. Certificates are checked only without `maxVersion`. */
export type Handshake = (url: URL, maxVersion?: SecureVersion) => Promise<Greeting>

/** Greets over the network. */
export const greet: Handshake = (url, maxVersion) =>
  new Promise((resolve) => {
    const old =
      maxVersion === undefined
        ? {}
        : {
            maxVersion,
            minVersion: 'TLSv1' as const,
            // Only the version is asked about; this side would not speak it otherwise.
            ciphers: 'DEFAULT@SECLEVEL=0',
            rejectUnauthorized: false,
          }
    const name = isIP(url.hostname) === 0 ? { servername: url.hostname } : {}
    const socket = connect({ host: url.hostname, port: Number(url.port || 443), ...name, ...old })
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer within 10 s')))
    socket.once('secureConnect', () => {
      resolve({ version: socket.getProtocol() ?? 'unknown' })
      socket.destroy()
    })
    socket.once('error', (error) => resolve({ refused: error.message }))
  })
