// Files of a backup in a blob container, by its REST interface: two calls are all that is needed.
// https://learn.microsoft.com/rest/api/storageservices/put-blob

import type { BackupStore } from './backup-store.ts'

/** Gives a token for storage, or none when the address carries its own right (a shared access signature). */
export type GetToken = () => Promise<string | undefined>

/** Waits this many milliseconds. */
export type Wait = (ms: number) => Promise<void>

const version = '2023-11-03'
const pauses = [500, 2000, 8000]

const isPassing = (status: number): boolean => status === 429 || status >= 500

/**
 * Files below an address such as `https://account.blob.core.windows.net/backups/2026-12-01`.
 * @throws Error (from its functions) with the status, when storage refuses, and after four tries when it is out of reach
 */
export const containerStore = (address: URL, getToken: GetToken, send: typeof fetch, wait: Wait): BackupStore => {
  const about = `${address.origin}${address.pathname}`

  const call = async (method: string, name: string, body?: Buffer): Promise<Response> => {
    const url = new URL(address)
    url.pathname = `${address.pathname.replace(/\/$/, '')}/${name}`
    for (let attempt = 0; ; attempt += 1) {
      const pause = pauses[attempt]
      try {
        const token = await getToken()
        const response = await send(url, {
          method,
          headers: {
            'x-ms-version': version,
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(body ? { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/octet-stream' } : {}),
          },
          ...(body ? { body: new Uint8Array(body) } : {}),
          redirect: 'error',
        })
        if (!isPassing(response.status) || pause === undefined) return response
      } catch (cause) {
        // The address may carry a signature, so it stays out of what is said.
        if (pause === undefined) throw new Error(`${about} cannot be reached.`, { cause })
      }
      await wait(pause)
    }
  }

  const refused = (status: number): Error => {
    const hint = status === 403 || status === 401 ? ': the right Storage Blob Data Contributor is missing there' : ''
    return new Error(`${about} answered ${status}${hint}.`)
  }

  return {
    about,
    read: async (name) => {
      const response = await call('GET', name)
      if (response.status === 404) return undefined
      if (!response.ok) throw refused(response.status)
      return Buffer.from(await response.arrayBuffer())
    },
    write: async (name, bytes) => {
      const response = await call('PUT', name, bytes)
      if (!response.ok) throw refused(response.status)
    },
  }
}
