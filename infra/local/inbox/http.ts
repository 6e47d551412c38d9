// The few things every route of the inbox needs from HTTP.
import type { ServerResponse } from 'node:http'
import { type Headers, reply } from '../plain-http.ts'
import type { Refusal } from './send-grid-error.ts'

export const replyJson = (response: ServerResponse, status: number, value: unknown, headers: Headers = {}): void =>
  reply(response, status, { 'content-type': 'application/json', ...headers }, JSON.stringify(value))

export const replyRefusal = (response: ServerResponse, { status, errors }: Refusal, headers: Headers = {}): void =>
  replyJson(response, status, { errors }, headers)
