// Turns what a function answered into an HTTP response.
import type { ServerResponse } from 'node:http'
import type { HttpCookie, HttpData, TypedData } from './protocol.ts'

const sameSite: Record<string, string> = { lax: 'lax', strict: 'strict', explicitNone: 'none' }

/** A `Set-Cookie` value as ASP.NET Core writes it: the value escaped, attributes in lower case, `path=/` unless given. */
const cookieHeader = (cookie: HttpCookie): string => {
  const parts = [`${encodeURIComponent(cookie.name ?? '')}=${encodeURIComponent(cookie.value ?? '')}`]
  const seconds = cookie.expires?.value?.seconds
  if (seconds !== undefined) parts.push(`expires=${new Date(Number(seconds) * 1000).toUTCString()}`)
  if (cookie.maxAge?.value !== undefined) parts.push(`max-age=${Math.floor(cookie.maxAge.value)}`)
  if (cookie.domain?.value) parts.push(`domain=${cookie.domain.value}`)
  parts.push(`path=${cookie.path?.value ?? '/'}`)
  if (cookie.secure?.value) parts.push('secure')
  const site = sameSite[cookie.sameSite ?? 'none']
  if (site) parts.push(`samesite=${site}`)
  if (cookie.httpOnly?.value) parts.push('httponly')
  return parts.join('; ')
}

/** Answers with a status and no body. A response that has begun, or that nobody waits for, is ended instead. */
export const sendEmpty = (response: ServerResponse, status: number): void => {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  response.writeHead(status, status === 204 || status === 304 ? {} : { 'content-length': '0' }).end()
}

// Framing is the server's own business; a handler that sets these would break the connection.
const framing = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive'])

const sendHttp = (response: ServerResponse, http: HttpData, body: Buffer | undefined): void => {
  const status = Number(http.statusCode ?? 200)
  const bodiless = status === 204 || status === 205 || status === 304
  for (const [name, value] of Object.entries(http.headers ?? {}))
    if (!framing.has(name)) response.setHeader(name, value)
  const cookies = (http.cookies ?? []).map(cookieHeader)
  const given = http.headers?.['set-cookie']
  if (cookies.length > 0) response.setHeader('set-cookie', given === undefined ? cookies : [given, ...cookies])
  if (!bodiless) response.setHeader('content-length', body?.length ?? 0)
  response.writeHead(status)
  response.end(bodiless ? undefined : body)
}

/**
 * Sends the return value of an HTTP function: nothing becomes 204, everything else is what the library made of it.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-reference-node#http-response
 */
export const sendReturnValue = (
  response: ServerResponse,
  value: TypedData | null | undefined,
  body: Buffer | undefined,
): void => {
  if (value?.http) sendHttp(response, value.http, body)
  else sendEmpty(response, 204)
}

/** Answers with JSON. */
export const sendJson = (response: ServerResponse, value: unknown, status = 200): void => {
  const text = JSON.stringify(value)
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) })
    .end(text)
}
