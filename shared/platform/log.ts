// Lines of JSON for the log, and what may be said of a failure. Which events there are is the business of whoever logs.

type Sink = { log(line: string): void; warn(line: string): void; error(line: string): void }

type Tell<Event extends string, Fields> = (event: Event, fields?: Fields) => void

/**
 * A log that writes one line of JSON for each event to where the host collects lines.
 * @param about what every line says as well
 */
export const createLineLog = <Event extends string, Fields extends object>(
  sink: Sink,
  about?: () => NoInfer<Fields>,
): Readonly<Record<'info' | 'warn' | 'error', Tell<Event, Fields>>> => {
  const line = (event: Event, fields?: Fields) => JSON.stringify({ event, ...about?.(), ...fields })
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
