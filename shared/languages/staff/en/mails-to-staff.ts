// What mails to staff say, in English.

import type { StaffMailWords } from '../mail-words.ts'

export const mailsToStaff: StaffMailWords = {
  bridgePaused: {
    subject: (siteName) => `${siteName}: the dual-write bridge has paused itself`,
    lines: (pausedAt, errors) => [
      `The bridge between headquarters and Sales paused itself at ${pausedAt} after ${errors} errors.`,
      'Changes are kept in order until somebody resumes it.',
    ],
  },
}
