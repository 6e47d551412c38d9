// What the load is aimed at. Every request is new to its receiver, so that none is taken for a repeat.

import { createHmac, randomUUID } from 'node:crypto'

export type Target = {
  readonly method: string
  readonly url: string
  readonly expects: number
  /** JSON text; each `{id}` in it becomes a fresh GUID, each `{shard}` that GUID's first digit. Empty for no body. */
  readonly body: string
  /** Signs the request for the table service. */
  readonly account?: { readonly name: string; readonly key: string }
}

const signatures = new Map<string, string>()

// A signature holds for a second, as it names the time only; nothing else about the request changes.
// https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key#table-service-shared-key-lite-authorization
const signed = (url: string, { name, key }: { name: string; key: string }): Record<string, string> => {
  const date = new Date().toUTCString()
  let signature = signatures.get(date)
  if (signature === undefined) {
    signature = createHmac('sha256', Buffer.from(key, 'base64'))
      .update(`${date}\n/${name}${new URL(url).pathname}`)
      .digest('base64')
    signatures.clear()
    signatures.set(date, signature)
  }
  return {
    authorization: `SharedKeyLite ${name}:${signature}`,
    'x-ms-date': date,
    'x-ms-version': '2019-02-02',
    accept: 'application/json;odata=nometadata',
    prefer: 'return-no-content',
  }
}

export const nextRequest = ({ method, url, body, account }: Target) => {
  const id = randomUUID()
  const headers: Record<string, string> = {
    ...(body === '' ? {} : { 'content-type': 'application/json' }),
    ...(account ? signed(url, account) : {}),
  }
  return { method, url, headers, body: body.replaceAll('{id}', id).replaceAll('{shard}', id.charAt(0)) }
}
