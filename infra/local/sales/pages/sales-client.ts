// What the pages ask of the Web API: rows, lists and writes, with the service's refusals as values that a page can show.
import type { SalesApi } from '../base/api.ts'

/** One row as the Web API answers it. */
export type Row = Readonly<Record<string, unknown>>

/** A page of rows; `next` is the opaque skip token of the following page. */
export type Rows = { readonly rows: readonly Row[]; readonly next?: string }

/** The service said no: its HTTP status and its message. */
type Refusal = { readonly ok: false; readonly status: number; readonly message: string }

/** A write that was done (with the answered body, if any) or refused. */
export type Written = { readonly ok: true; readonly body: Row } | Refusal

/** The Web API as the pages use it, always as the salesperson. */
export type Sales = {
  readonly row: (path: string) => Promise<Row | undefined>
  readonly rows: (path: string, pageSize?: number) => Promise<Rows>
  readonly write: (
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: Row,
    headers?: Record<string, string>,
  ) => Promise<Written>
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

const annotations = 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"'

const refusal = (status: number, body: unknown): Refusal => {
  const error = isRow(body) && isRow(body['error']) ? body['error'] : {}
  return {
    ok: false,
    status,
    message: typeof error['message'] === 'string' && error['message'] ? error['message'] : `Sales answered ${status}.`,
  }
}

const skipToken = (link: unknown): string | undefined =>
  typeof link === 'string'
    ? (new URL(link, 'http://sales.invalid').searchParams.get('$skiptoken') ?? undefined)
    : undefined

/**
 * Wraps the in-process Web API. `row` is undefined when the row does not exist (404); a read refused for any other
 * reason is unexpected and throws. `write` never throws for a refusal.
 * Shapes: https://learn.microsoft.com/power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors
 */
export const createSalesClient = (api: SalesApi): Sales => {
  const read = async (path: string, preference: string): Promise<Row | undefined> => {
    const answer = await api('GET', path, undefined, { prefer: preference })
    if (answer.status === 404) return undefined
    if (answer.status === 200 && isRow(answer.body)) return answer.body
    throw new Error(refusal(answer.status, answer.body).message, { cause: answer })
  }
  return {
    row: (path) => read(path, annotations),
    rows: async (path, pageSize) => {
      const size = pageSize === undefined ? '' : `,odata.maxpagesize=${pageSize}`
      const body = await read(path, annotations + size)
      const value = body?.['value']
      if (!Array.isArray(value)) throw new Error(`Sales has no list at ${path.split('?')[0]}.`)
      const next = skipToken(body?.['@odata.nextLink'])
      return { rows: value.filter(isRow), ...(next !== undefined && { next }) }
    },
    write: async (method, path, body, headers) => {
      const answer = await api(method, path, body, headers)
      if (answer.status >= 300) return refusal(answer.status, answer.body)
      return { ok: true, body: isRow(answer.body) ? answer.body : {} }
    },
  }
}
