// Tests ask this broker to fail in the ways a network and a busy service fail; without faults nothing here acts.
import type { Refusal } from './refusals.ts'

export type Operation = {
  readonly kind: 'attach' | 'send' | 'receive' | 'settle' | 'management'
  readonly queue: string
}

export type Fault =
  /** Nothing is done; the client gets this AMQP condition, `com.microsoft:server-busy` for one. */
  | { readonly kind: 'refuse'; readonly condition: string; readonly description?: string }
  /** Nothing is done and the connection drops. */
  | { readonly kind: 'lose-request' }
  /** It is done, and the connection drops before the client hears of it. */
  | { readonly kind: 'lose-reply' }
  /** It is done, and answered this much later. */
  | { readonly kind: 'delay'; readonly milliseconds: number }

/** Asked before every operation; answers what is to go wrong with it, if anything. */
export type Faults = (operation: Operation) => Fault | undefined

/** What a client gets from a fault that refuses. */
export const refusalOf = (fault: Extract<Fault, { kind: 'refuse' }>): Refusal => ({
  condition: fault.condition,
  description: fault.description ?? 'The request was refused.',
})
