// Just enough of Azure Blob storage for the host's own small JSON documents, signed with the account's key.
import { createHmac } from 'node:crypto'

export type BlobStore = {
  /** The document, or undefined when there is none. */
  read(container: string, path: string): Promise<string | undefined>
  /** Writes the document; a missing container is created. */
  write(container: string, path: string, text: string): Promise<void>
}

export type BlobAccount = { name: string; key: string; endpoint: string }

const developmentAccount: BlobAccount = {
  name: 'devstoreaccount1',
  // The well-known key of the storage emulator.
  key: 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
  endpoint: 'http://127.0.0.1:10000/devstoreaccount1',
}

/**
 * Reads a storage connection string.
 * @throws Error when it names no account, key or endpoint
 * @see https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string
 */
export const parseBlobAccount = (connection: string): BlobAccount => {
  const parts = new Map(
    connection.split(';').map((part): [string, string] => {
      const at = part.indexOf('=')
      return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()]
    }),
  )
  if (parts.get('usedevelopmentstorage')?.toLowerCase() === 'true') return developmentAccount
  const name = parts.get('accountname')
  const key = parts.get('accountkey')
  if (!name || !key) throw new Error('The storage connection string has no AccountName or AccountKey.')
  const suffix = parts.get('endpointsuffix') ?? 'core.windows.net'
  const endpoint =
    parts.get('blobendpoint') ?? `${parts.get('defaultendpointsprotocol') ?? 'https'}://${name}.blob.${suffix}`
  return { name, key, endpoint: endpoint.replace(/\/$/, '') }
}

const version = '2021-12-02'

/** @see https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key */
const authorization = (account: BlobAccount, method: string, url: URL, headers: Record<string, string>): string => {
  const named = Object.entries(headers)
    .filter(([name]) => name.startsWith('x-ms-'))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}:${value}\n`)
    .join('')
  const query = [...url.searchParams]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `\n${name.toLowerCase()}:${value}`)
    .join('')
  const length = headers['content-length'] === '0' ? '' : (headers['content-length'] ?? '')
  const type = headers['content-type'] ?? ''
  const text = `${method}\n\n\n${length}\n\n${type}\n\n\n\n\n\n\n${named}/${account.name}${url.pathname}${query}`
  const signature = createHmac('sha256', Buffer.from(account.key, 'base64')).update(text, 'utf8').digest('base64')
  return `SharedKey ${account.name}:${signature}`
}

/** Opens the blobs of an account; every call has ten seconds. */
export const createBlobStore = (account: BlobAccount, now: () => number): BlobStore => {
  const send = async (method: string, path: string, body?: string): Promise<Response> => {
    const url = new URL(`${account.endpoint}/${path}`)
    const bytes = body === undefined ? undefined : Buffer.from(body)
    const headers: Record<string, string> = {
      'x-ms-date': new Date(now()).toUTCString(),
      'x-ms-version': version,
      ...(method === 'PUT' && { 'content-length': String(bytes?.length ?? 0) }),
      ...(bytes && { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/json' }),
    }
    headers['authorization'] = authorization(account, method, url, headers)
    return fetch(url, { method, headers, ...(bytes && { body: bytes }), signal: AbortSignal.timeout(10_000) })
  }

  const failed = async (what: string, response: Response): Promise<Error> =>
    new Error(`${what} failed with status ${response.status}: ${(await response.text()).slice(0, 200)}`)

  const read = async (container: string, path: string): Promise<string | undefined> => {
    const response = await send('GET', `${container}/${path}`)
    if (response.ok) return response.text()
    if (response.status !== 404) throw await failed(`Reading blob ${container}/${path}`, response)
    await response.body?.cancel()
    return undefined
  }

  const write = async (container: string, path: string, text: string): Promise<void> => {
    let response = await send('PUT', `${container}/${path}`, text)
    if (response.status === 404) {
      await response.body?.cancel()
      const created = await send('PUT', `${container}?restype=container`)
      if (!created.ok && created.status !== 409) throw await failed(`Creating container ${container}`, created)
      await created.body?.cancel()
      response = await send('PUT', `${container}/${path}`, text)
    }
    if (!response.ok) throw await failed(`Writing blob ${container}/${path}`, response)
    await response.body?.cancel()
  }
  return { read, write }
}
