// The shape that all pages share: a route with its path, and what a handler is given.
import type { Reply } from './reply.ts'
import type { Row, Sales } from './sales-client.ts'

/** One visit of a page: the Web API, the record's id from the path ('' on lists), the query and the posted form. */
export type Visit = {
  readonly sales: Sales
  readonly id: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
}

/** What the page of a record says besides the record: a refusal with its status, what was typed, what was just done. */
export type PageExtras = {
  readonly error?: string
  readonly status?: number
  readonly input?: Row
  readonly done?: string | null
}

/** Answers a visit; undefined means that the record does not exist. */
type Handler = (visit: Visit) => Promise<Reply | undefined>

/** A page or command: a path with at most one `:id`, which stands for a GUID. */
export type Route = { readonly path: string; readonly get?: Handler; readonly post?: Handler }
