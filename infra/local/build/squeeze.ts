// The archive that is deployed has a budget: every host that starts fetches it. Zopfli finds what fits better into the same format.

import { deflateAsync } from '@gfx/zopfli'

/** More rounds than these save next to nothing. */
const rounds = 5

/** Compresses as raw deflate; some thirty times as slow as zlib, and some 4 % smaller. The same bytes give the same result. */
export const squeeze = async (contents: Buffer): Promise<Buffer> =>
  Buffer.from(await deflateAsync(contents, { numiterations: rounds }))
