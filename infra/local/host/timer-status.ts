// How a timer stands: when it last ran and runs next, kept as a blob as the timers extension keeps it.
import type { BlobStore } from './blob-store.ts'
import type { TypedData } from './protocol.ts'

/** Times are ISO 8601 with offset, as the timers extension stores them. */
export type TimerStatus = { Last: string; Next: string; LastUpdated: string }

const container = 'azure-webjobs-hosts'
/** How a timer that has not run yet says when it last did. */
export const never = '0001-01-01T00:00:00'

/** A moment in the form of the timers extension; one that never comes is the first year. */
export const iso = (time: number): string =>
  Number.isFinite(time) ? new Date(time).toISOString().replace('Z', '+00:00') : never

/** What the function gets: PascalCase on the wire, as the host sends it. */
export const timerPayload = (status: TimerStatus | undefined, isPastDue: boolean): TypedData => ({
  json: JSON.stringify({ Schedule: { AdjustForDST: true }, ScheduleStatus: status ?? null, IsPastDue: isPastDue }),
})

/** The blob that keeps when a timer last ran and runs next. */
export const statusPath = (hostId: string, name: string): string => `timers/${hostId}/Host.Functions.${name}/status`

/** Reads the status of a timer; undefined when it has none yet. */
export const readStatus = async (store: BlobStore, path: string): Promise<TimerStatus | undefined> => {
  const text = await store.read(container, path)
  return text === undefined ? undefined : JSON.parse(text)
}

/** Keeps the status of a timer. */
export const writeStatus = (store: BlobStore, path: string, status: TimerStatus): Promise<void> =>
  store.write(container, path, JSON.stringify(status))
