// A stored row that nobody can understand: what is about it alone fails, and everything else goes on.

/** A stored row cannot be understood. Names the row, never what stands in it. */
export class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow'
}

/** What was read, or a substitute where its row cannot be understood: it was set aside by then, for people to look at. */
export const unlessUnreadable = async <T, S>(reading: Promise<T>, otherwise: S): Promise<T | S> => {
  try {
    return await reading
  } catch (error) {
    if (error instanceof UnreadableRow) return otherwise
    throw error
  }
}
