// What the Web API takes and gives, below HTTP: the same requests come from sockets, from batches and from the pages.

/** A request below `/api/data/v9.2/`; header names are lower-case; `body` is the parsed JSON. */
export type ApiRequest = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** `foreign`: answered by something before the organization, without the headers that the organization puts on each. */
export type ApiResponse = { status: number; headers: Record<string, string>; body: unknown; foreign?: true }

/** The answer to what was done and has nothing to show. */
export const noContent = (): ApiResponse => ({ status: 204, headers: {}, body: undefined })

/**
 * The Web API in process, acting as one user, with the same handling as over HTTP.
 * @param path below `/api/data/v9.2/`, for example `leads(…)?$select=subject`
 */
export type SalesApi = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ApiResponse>
