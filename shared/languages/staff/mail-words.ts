// What mails to staff say: the shape of it, which the compiler holds every language to.

export type StaffMailWords = {
  /** The bridge paused itself. */
  readonly bridgePaused: {
    readonly subject: (siteName: string) => string
    /** @param pausedAt ISO 8601 */
    readonly lines: (pausedAt: string, errors: number) => readonly string[]
  }
}
