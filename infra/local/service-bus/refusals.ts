// What the broker refuses is a value: the AMQP error condition a client of the genuine service would see, and a text.

export type Refusal = { readonly condition: string; readonly description: string }

/** Whether an outcome is a refusal. */
export const isRefusal = (outcome: unknown): outcome is Refusal =>
  typeof outcome === 'object' && outcome !== null && 'condition' in outcome && 'description' in outcome

const refusal =
  (condition: string) =>
  (description: string): Refusal => ({ condition, description })

// https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide lists the conditions.
export const notFound = refusal('amqp:not-found')
export const notAllowed = refusal('amqp:not-allowed')
export const unauthorized = refusal('amqp:unauthorized-access')
export const detachForced = refusal('amqp:link:detach-forced')
export const tooLarge = refusal('amqp:link:message-size-exceeded')
export const internalError = refusal('amqp:internal-error')
export const unreadable = refusal('amqp:decode-error')
export const unknownOperation = refusal('amqp:not-implemented')
export const invalidArgument = refusal('com.microsoft:argument-error')
export const lockLost = refusal('com.microsoft:message-lock-lost')
export const messageNotFound = refusal('com.microsoft:message-not-found')

/** The status code a management reply carries beside a condition. */
export const statusOf = ({ condition }: Refusal): number => {
  switch (condition) {
    case 'com.microsoft:message-lock-lost':
      return 410
    case 'com.microsoft:message-not-found':
    case 'amqp:not-found':
      return 404
    case 'amqp:link:message-size-exceeded':
      return 403
    case 'amqp:unauthorized-access':
      return 401
    case 'amqp:not-implemented':
      return 501
    case 'amqp:internal-error':
      return 500
    case 'com.microsoft:server-busy':
      return 503
    default:
      return 400
  }
}
