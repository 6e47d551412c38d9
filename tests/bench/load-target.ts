// What the load is aimed at. Every request is new to its receiver, so that none is taken for a repeat.

import { createHmac, randomUUID } from 'node:crypto'
import type { Asked } from './load-connection.ts'

export type Target = {
  readonly method: string
  readonly url: string
  readonly expects: number
  /** JSON text; each `{id}` in it becomes a fresh GUID, each `{shard}` that GUID's first digit. Empty for no body. */
  readonly body: string
  /** Signs the request for the table service. */
  readonly account?: { readonly name: string; readonly key: string }
}

// A signature holds for a second, as it names the time only; nothing else about the request changes.
// https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key#table-service-shared-key-lite-authorization
const signed = (path: string, { name, key }: { name: string; key: string }, date: string): string => {
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(`${date}\n/${name}${path}`).digest('base64')
  return [
    `authorization: SharedKeyLite ${name}:${signature}`,
    `x-ms-date: ${date}`,
    'x-ms-version: 2019-02-02',
    'accept: application/json;odata=nometadata',
    'prefer: return-no-content',
    '',
  ].join('\r\n')
}

/** Makes the requests for a target. */
export const requestsFor = ({ method, url, body, account }: Target): (() => Asked) => {
  const { pathname: path, search } = new URL(url)
  const type = body === '' ? '' : 'content-type: application/json\r\n'
  let second = 0
  let headers = type
  return () => {
    const now = Math.floor(Date.now() / 1000)
    if (account && now !== second) headers = type + signed(path, account, new Date(now * 1000).toUTCString())
    second = now
    const id = randomUUID()
    return {
      method,
      path: path + search,
      headers,
      body: body.replaceAll('{id}', id).replaceAll('{shard}', id.charAt(0)),
    }
  }
}
