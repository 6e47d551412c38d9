// A fetch that answers from a script and remembers what it was asked.

type Asked = {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly body: string
  /** What is done with an answer that sends on. */
  readonly redirect: string
}
export type Answer = Response | Error | ((signal: AbortSignal | undefined) => Promise<Response>)

/** Answers the calls in order; an error is thrown as fetch throws it. */
export const scriptedFetch = (...answers: readonly Answer[]) => {
  const asked: Asked[] = []
  const send: typeof fetch = async (input, init) => {
    const answer = answers[asked.length]
    asked.push({
      url: String(input),
      method: init?.method ?? 'GET',
      headers: new Headers(init?.headers),
      body: init?.body === undefined || init.body === null ? '' : String(init.body),
      redirect: init?.redirect ?? 'follow',
    })
    if (answer === undefined) throw new Error('There were more calls than answers.')
    if (answer instanceof Error) throw answer
    return answer instanceof Response ? answer : answer(init?.signal ?? undefined)
  }
  return { send, asked }
}

/** Never answers; ends as fetch does when its signal fires. */
export const silence = (signal: AbortSignal | undefined): Promise<Response> =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))

/** A body of which the connection breaks in the middle. */
export const brokenBody = (): ReadableStream<Uint8Array> => {
  let sent = false
  return new ReadableStream({
    pull: (controller) => {
      if (sent) controller.error(new TypeError('terminated'))
      else controller.enqueue(new TextEncoder().encode('{"value":['))
      sent = true
    },
  })
}

/** What a rejected promise was rejected with. */
export const failureOf = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('It did not fail.')
}
