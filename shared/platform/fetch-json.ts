// Asks another server for JSON, within bounds of time and size, and goes nowhere else than it was sent.

/** The server could not be reached in time, or answered with something else than JSON of bounded size. */
export class NotFetched extends Error {
  override readonly name = 'NotFetched'
}

const isTooLong = (response: Response, limit: number): boolean =>
  Number(response.headers.get('content-length') ?? 0) > limit

/** Reads a body as it comes, and stops where it is too large. */
const readText = async (response: Response, limit: number): Promise<string> => {
  if (isTooLong(response, limit) || !response.body) throw new NotFetched('The answer is empty or too large.')
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body) {
    size += piece.byteLength
    if (size > limit) throw new NotFetched('The answer is too large.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/**
 * @param send the fetch function
 * @param bounds of the whole call in milliseconds, and of the answer in bytes
 * @throws NotFetched for whatever is no such answer
 */
export const fetchJson = async (
  send: typeof fetch,
  url: string,
  bounds: { readonly ms: number; readonly bytes: number },
): Promise<unknown> => {
  try {
    const response = await send(url, {
      headers: { accept: 'application/json' },
      // An address that sends on is not the one that a person wrote into the settings.
      redirect: 'error',
      signal: AbortSignal.timeout(bounds.ms),
    })
    if (response.status !== 200) {
      await response.body?.cancel()
      throw new NotFetched(`The answer is ${response.status}.`)
    }
    return JSON.parse(await readText(response, bounds.bytes)) as unknown
  } catch (error) {
    throw error instanceof NotFetched ? error : new NotFetched('There was no answer.', { cause: error })
  }
}
