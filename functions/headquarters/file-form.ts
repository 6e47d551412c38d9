// A form with a file, as browsers send one: https://www.rfc-editor.org/rfc/rfc7578

import { decodeText } from '../../shared/platform/http.ts'
import type { Visit } from '../visit.ts'

/** The bytes of a body that holds a file. */
const bytesOf = ({ body }: Pick<Visit, 'body'>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(typeof body === 'string' ? body : '', 'latin1'))

/**
 * Its fields, a file as its text; of one that is not UTF-8 the field of that name with `-not-utf8`.
 * @returns `undefined` where it cannot be read
 */
export const fileForm = async (visit: Pick<Visit, 'body' | 'request'>): Promise<URLSearchParams | undefined> => {
  const form = new URLSearchParams()
  const headers = { 'content-type': visit.request.headers.get('content-type') ?? '' }
  try {
    for (const [name, value] of await new Response(bytesOf(visit), { headers }).formData()) {
      const text = typeof value === 'string' ? value : decodeText(new Uint8Array(await value.arrayBuffer()))
      form.append(text === undefined ? `${name}-not-utf8` : name, text ?? 'yes')
    }
    return form
  } catch {
    return undefined
  }
}
