// The skip tokens of `@odata.nextLink`: where the next page begins. Opaque to clients.
import { badRequest } from '../base/errors.ts'
import type { Plain } from '../cells/plain-values.ts'

export type Cookie = {
  readonly page: number
  /** The place of the last row of the former page. */
  readonly last: readonly Plain[]
  /** With change tracking: the row version at which the first page was read. */
  readonly version?: number
}

/** A skip token in the form the service uses: an XML element with the place inside. */
export const writeCookie = (cookie: Cookie): string => {
  const place = Buffer.from(JSON.stringify(cookie)).toString('base64url')
  return `<cookie pagenumber="${cookie.page}" pagingcookie="${place}" istracking="${cookie.version === undefined ? 'False' : 'True'}" />`
}

/** Reads a skip token back. @throws SalesError 400 when it is not one of ours */
export const readCookie = (token: string): Cookie => {
  const place = /^<cookie pagenumber="\d+" pagingcookie="([\w-]+)"/.exec(token)?.[1]
  if (!place) throw badRequest('Malformed XML in the Paging Cookie')
  try {
    return JSON.parse(Buffer.from(place, 'base64url').toString('utf8')) as Cookie
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest('Malformed XML in the Paging Cookie')
    throw error
  }
}

/** The paging cookie of FetchXML: the place inside is encoded twice, as the service does it. */
export const writeFetchCookie = (page: number): string => {
  const place = encodeURIComponent(encodeURIComponent(`<cookie page="${page - 1}"></cookie>`))
  return `<cookie pagenumber="${page}" pagingcookie="${place}" istracking="False" />`
}
