// Creates gathered into one request are written as the service demands it, and the stand-in demands it as well.

import { describe, expect, it } from 'vitest'
import { type Part, readParts } from '../../infra/local/sales/http/multipart.ts'
import { readBatchAnswer, writeInBatch } from '../../shared/sales/create-batch.ts'
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
  await writeInBatch(
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

describe('the answer to a batch', () => {
  const answered = (...parts: string[]) => `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`

  it('has a result for each part, by its own code, status and Retry-After', () => {
    const code = (text: string) => `\r\n{\r\n  "error": { "code": "${text}", "message": "x" }\r\n}`
    const results = readBatchAnswer(
      answered(
        'HTTP/1.1 204 No Content',
        `HTTP/1.1 400 Bad Request${code('0x80040237')}`,
        'HTTP/1.1 412 Precondition Failed',
        'HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\n',
        'HTTP/1.1 502 Bad Gateway\r\n\r\n<html>{</html>}',
      ),
      6,
    )
    expect(results[0]).toBeUndefined()
    expect(results.slice(1)).toMatchObject([
      { code: '0x80040237', kind: 'exists' },
      { code: 'http-412', retryAfterSeconds: undefined },
      { code: 'http-429', retryAfterSeconds: 7 },
      { code: 'http-502' },
      { code: 'answer-cut-off' },
    ])
  })

  it.each(['', 'no boundary', answered()])('that is %j tells nothing of any part', (text) => {
    expect(readBatchAnswer(text, 2)).toMatchObject([{ code: 'answer-cut-off' }, { code: 'answer-cut-off' }])
  })

  it('that is cut off tells nothing of the part in which it ends', () => {
    const cut = answered('HTTP/1.1 204 x', 'HTTP/1.1 204 x').split('--b--')[0] ?? ''
    expect(readBatchAnswer(cut, 2)).toMatchObject([undefined, { code: 'answer-cut-off' }])
  })
})
