// A log for tests that are about something else.

import type { Log } from '../../shared/domain/log-events.ts'

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
