// Creates gathered into one request are written as the service demands it, and the stand-in demands it as well.

import { describe, expect, it } from 'vitest'
import { type Part, readParts } from '../../infra/local/sales/http/multipart.ts'
import { createInBatch } from '../../shared/sales/create-batch.ts'
import type { DataverseRequest } from '../../shared/sales/dataverse.ts'

const creates: readonly DataverseRequest[] = [
  { method: 'POST', path: 'leads', body: { leadid: '1', lastname: 'Größe 🏪' } },
  { method: 'POST', path: 'accounts', body: { accountid: '2' } },
]

const sentAs = async (): Promise<{
  headers: Readonly<Record<string, string>>
  text: string
  parts: readonly Part[]
}> => {
  let sent: DataverseRequest | undefined
  await createInBatch(
    async (request) => {
      sent = request
      return ''
    },
    creates,
    'b1',
  )
  const text = String(sent?.body)
  return { headers: sent?.headers ?? {}, text, parts: readParts(text, 'batch_b1') }
}

describe('each part of a batch', () => {
  it('is a request in HTTP that says it comes as it is', async () => {
    const { parts } = await sentAs()
    expect(parts.map(({ headers }) => headers)).toEqual(
      creates.map(() => ({ 'content-type': 'application/http', 'content-transfer-encoding': 'binary' })),
    )
    expect(parts.map(({ body }) => body.split('\n')[0]?.trim())).toEqual([
      'POST /api/data/v9.2/leads HTTP/1.1',
      'POST /api/data/v9.2/accounts HTTP/1.1',
    ])
  })

  it('ends its lines as HTTP does and holds nothing but ASCII, with every character told', async () => {
    const { text, headers } = await sentAs()
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u0080-\uffff]/)
    expect(JSON.parse(/\{.*\}/.exec(text)?.[0] ?? '')).toEqual(creates[0]?.body)
    expect(headers).toEqual({
      'content-type': 'multipart/mixed; boundary="batch_b1"',
      prefer: 'odata.continue-on-error',
    })
  })
})
