// While the app runs for a test, every answer that fetch gets from it is held against its description.

import { type Answered, violations } from './conformity.ts'

const fetchAnything = globalThis.fetch
const origins = new Set<string>()
const found: string[] = []

/** Holds one answer of a watched origin against the description; throws when it does not conform. */
export const checkAnswer = (origin: string, answered: Answered): void => {
  if (!origins.has(origin)) return
  const wrong = violations(answered)
  found.push(...wrong)
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
}

const check = async (response: Response, asked: string): Promise<void> => {
  const { origin, pathname } = new URL(response.url)
  if (!origins.has(origin)) return
  checkAnswer(origin, {
    method: response.redirected ? 'GET' : asked.toUpperCase(),
    path: pathname,
    status: response.status,
    type: response.headers.get('content-type')?.split(';')[0] ?? '',
    text: await response.clone().text(),
  })
}

globalThis.fetch = async (input, init) => {
  const response = await fetchAnything(input, init)
  await check(response, init?.method ?? (input instanceof Request ? input.method : 'GET'))
  return response
}

/**
 * Watches an origin.
 * @returns ends it; throws when an answer did not conform, even if the test that got it did not mind
 */
export const watchAnswers = (origin: string): (() => void) => {
  origins.add(origin)
  return () => {
    origins.delete(origin)
    const wrong = found.splice(0)
    if (wrong.length > 0) throw new Error(`Answers that do not conform:\n${wrong.join('\n')}`)
  }
}
