// What is written to the log: an event's name and ids. Never names, addresses, bodies or keys.

import type { LogEvent, LogFields } from './log-events.ts'

export type Log = {
  readonly info: (event: LogEvent, fields?: LogFields) => void
  readonly warn: (event: LogEvent, fields?: LogFields) => void
  readonly error: (event: LogEvent, fields?: LogFields) => void
}

type Sink = { log(line: string): void; warn(line: string): void; error(line: string): void }

/**
 * A log that writes one line of JSON for each event to where the host collects lines.
 * @param about what every line says as well
 */
export const lineLog = (sink: Sink, about: () => LogFields = () => ({})): Log => {
  const line = (event: LogEvent, fields: LogFields = {}) => JSON.stringify({ event, ...about(), ...fields })
  return {
    info: (event, fields) => sink.log(line(event, fields)),
    warn: (event, fields) => sink.warn(line(event, fields)),
    error: (event, fields) => sink.error(line(event, fields)),
  }
}

/**
 * What can be said of an unexpected failure without repeating anything it contains: the names and codes of the error
 * and of its causes.
 */
export const describeError = (error: unknown): string => {
  const names: string[] = []
  for (let current = error; current instanceof Error && names.length < 5; current = current.cause) {
    const code = (current as { code?: unknown }).code
    names.push(typeof code === 'string' || typeof code === 'number' ? `${current.name}(${code})` : current.name)
  }
  return names.length > 0 ? names.join(' < ') : typeof error
}
