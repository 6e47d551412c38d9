// What the tests of the HTTP surface share: the rows in storage, requests that fetch would mend, and what every answer owes.

import { connect } from 'node:net'
import { TableClient } from '@azure/data-tables'
import { expect } from 'vitest'
import { honeypotName } from '../../shared/channel/sign-up-form.ts'
import type { Environment } from '../support/environment.ts'
import { checkAnswer } from '../support/watched-fetch.ts'

const tableNames = ['Channel', 'Headquarters', 'DualWrite'] as const
type TableName = (typeof tableNames)[number]

const answerWithinMs = 10_000

const hasStatus = (error: unknown, status: number): boolean =>
  typeof error === 'object' && error !== null && Reflect.get(error, 'statusCode') === status

/** Every row of a table as one comparable line each; a table that nobody made yet has none. */
export const rowsOf = async (env: Environment, name: TableName): Promise<string[]> => {
  const client = TableClient.fromConnectionString(env.settings['AzureWebJobsStorage'] ?? '', name, {
    allowInsecureConnection: true,
  })
  const lines: string[] = []
  try {
    for await (const { partitionKey, rowKey, etag, ...columns } of client.listEntities<{ data: string }>())
      lines.push(`${name} ${partitionKey} ${rowKey} ${etag} ${columns.data}`)
  } catch (error) {
    if (!hasStatus(error, 404)) throw error
  }
  return lines.sort()
}

/** Every row of all tables. */
export const allRows = async (env: Environment): Promise<string[]> =>
  (await Promise.all(tableNames.map((name) => rowsOf(env, name)))).flat()

/** How many requests wait in the channel. */
export const pendingCount = async (env: Environment): Promise<number> =>
  (await rowsOf(env, 'Channel')).filter((line) => line.includes(' pending|')).length

/** Waits until requests that were just answered have ended in the host, so that rows can be compared. */
export const settled = async (env: Environment): Promise<string[]> => {
  await env.host.idle()
  return allRows(env)
}

type Problem = {
  type: string
  title: string
  status: number
  code: string
  errors?: { path: string; code: string; message: string }[]
}

/** Expects a problem of the given status and code, and nothing in it that was not meant to be there. */
export const expectProblem = async (response: Response, status: number, code: string): Promise<Problem> => {
  const text = await response.text()
  expect({ status: response.status, text }).toEqual({ status, text: expect.stringContaining(`"code":"${code}"`) })
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expectSafeHeaders(response)
  const body = JSON.parse(text) as Problem
  expect(body).toMatchObject({ type: `urn:b2b-onboarding:${code}`, title: expect.any(String), status, code })
  const known = ['type', 'title', 'status', 'code', ...(body.errors ? ['errors'] : [])]
  expect(Object.keys(body)).toEqual(known)
  for (const error of body.errors ?? []) expect(Object.keys(error)).toEqual(['path', 'code', 'message'])
  return body
}

/** Expects the headers that every answer carries, the host's own refusals too. */
export const expectSafeHeaders = (response: Response): void => {
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': expect.stringMatching(/^(no-store|public, max-age=\d+)$/),
    'x-content-type-options': 'nosniff',
    // Never to another site: addresses of status pages are secret.
    'referrer-policy': expect.stringMatching(/^(no-referrer|same-origin)$/),
    'strict-transport-security': expect.stringMatching(/^max-age=\d{7,}/),
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
  })
  for (const name of ['server', 'x-powered-by']) expect(response.headers.has(name)).toBe(false)
}

/** Expects a page with its content security policy, and returns its markup. */
export const expectPage = async (response: Response, status = 200): Promise<string> => {
  const markup = await response.text()
  expect({ status: response.status, type: response.headers.get('content-type') }).toEqual({
    status,
    type: 'text/html; charset=utf-8',
  })
  expectSafeHeaders(response)
  const policy = response.headers.get('content-security-policy') ?? ''
  for (const rule of ["default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy.split('; ')).toContain(rule)
  expect(policy).not.toMatch(/unsafe|\*/)
  // Only pages of headquarters may run a script, and only the one file of ours.
  const isStaff = markup.includes('<body class="staff">')
  const ownScript = '<script src="/assets/headquarters.js" defer></script>'
  expect(policy.split('; ').filter((rule) => rule.startsWith('script-src'))).toEqual(
    isStaff ? ["script-src 'self'"] : [],
  )
  expect(isStaff ? markup.replace(ownScript, '') : markup).not.toMatch(/<script|\son[a-z]+=|<style|\sstyle=/i)
  return markup
}

/** Posts a form as a browser of this site does; one of the sign-up page with the stamp that it was shown with. */
export const postForm = async (
  env: Environment,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> => {
  const stamp = path.startsWith('/sign-up') && fields['renderedAt'] === undefined ? await stampOf(env) : {}
  return fetch(env.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: env.url, 'accept-language': 'en', ...headers },
    body: new URLSearchParams({ ...stamp, ...fields }),
  })
}

/** The stamp of a form that is shown now. */
export const stampOf = async (env: Environment): Promise<{ readonly renderedAt: string }> => {
  const markup = await (await fetch(`${env.url}/sign-up`)).text()
  return { renderedAt: /name="renderedAt" value="([^"]+)"/.exec(markup)?.[1] ?? '' }
}

/** The form that a person would send with these answers. */
export const aForm = (name: string, more: Record<string, string> = {}): Record<string, string> => ({
  'company.name': name,
  'company.website': 'https://fabrikam.example',
  'company.address.line1': 'Hauptstr. 1',
  'company.address.city': 'Berlin',
  'company.address.country': 'DE',
  'requestor.firstName': 'Ada',
  'requestor.lastName': 'Roth',
  'requestor.email': 'ada@fabrikam.example',
  language: 'en',
  channel: 'default',
  [honeypotName]: '',
  ...more,
})

/**
 * Sends bytes as they are, for what no well-behaved client sends, and reads one answer.
 * @returns the status line's code, 0 when the connection was closed without an answer, and everything received
 */
export const sendRaw = (env: Environment, bytes: string | Buffer): Promise<{ status: number; text: string }> =>
  new Promise((done, fail) => {
    const socket = connect(env.host.port, '127.0.0.1')
    let text = ''
    const timer = setTimeout(() => {
      fail(new Error(`No answer within ${answerWithinMs} ms, but: ${text}`))
      socket.destroy()
    }, answerWithinMs)
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk
      if (isWhole(text)) socket.destroy()
    })
    // The server may hang up while the request is still being sent; what it said before counts.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearTimeout(timer)
      const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1] ?? 0)
      try {
        checkAnswer(env.url, { ...requestLine(bytes), status, ...bodyOf(text) })
        done({ status, text })
      } catch (error) {
        fail(error)
      }
    })
    socket.write(bytes, 'latin1')
  })

const requestLine = (bytes: string | Buffer): { method: string; path: string } => {
  const [, method = '', path = ''] =
    /^(\S+) ([^ ?]*)/.exec(typeof bytes === 'string' ? bytes : bytes.toString('latin1')) ?? []
  return { method, path }
}

/** The content type and the text of an answer that was read as Latin-1. */
const bodyOf = (text: string): { type: string; text: string } => {
  const end = text.indexOf('\r\n\r\n')
  const type = /\r\ncontent-type: ([^;\r]+)/i.exec(text.slice(0, end))?.[1] ?? ''
  return { type, text: end < 0 ? '' : Buffer.from(text.slice(end + 4), 'latin1').toString() }
}

const isWhole = (text: string): boolean => {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1]
  return length === undefined ? /^HTTP\/1\.1 (204|304)/.test(text) : text.length >= end + 4 + Number(length)
}

/** The head of a request in which nothing is mended. */
export const rawHead = (method: string, path: string, headers: readonly string[]): string =>
  `${[`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', ...headers].join('\r\n')}\r\n\r\n`
