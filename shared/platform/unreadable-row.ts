/** A stored row cannot be understood. Names the row, never what stands in it. */
export class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow'
}
