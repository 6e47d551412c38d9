// What may go wrong on the way to the genuine service, to be tried out on purpose.

type InboxFault =
  /** Answers as usual, but late. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Refuses without looking, as an overloaded or broken service does. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Accepts nothing and never answers. */
  | { readonly kind: 'no-answer' }
  /** Cuts the connection before anything is accepted. */
  | { readonly kind: 'cut' }
  /** Accepts, then never answers. */
  | { readonly kind: 'accept-then-hang' }
  /** Accepts, then cuts the connection: the answer is lost. */
  | { readonly kind: 'accept-then-cut' }

/**
 * Decides what goes wrong with a send.
 * @param attempt the number of this request since the start, from 1
 */
export type InboxFaults = (attempt: number) => InboxFault | undefined

const words: Readonly<Record<number, string>> = {
  403: 'access forbidden',
  429: 'too many requests',
  500: 'internal server error',
  503: 'service unavailable',
}

/** The words of an error answer, as the service puts them. */
export const statusMessage = (status: number): string => words[status] ?? `status ${status}`

/**
 * The rate headers of a 429.
 * Source: https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/rate-limits
 * @param now the limit is said to be lifted a minute later
 */
export const rateHeaders = (now: Date): Readonly<Record<string, string>> => ({
  'x-ratelimit-limit': '600',
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': String(Math.ceil(now.getTime() / 1000) + 60),
})
