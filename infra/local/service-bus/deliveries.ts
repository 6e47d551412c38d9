// Answers to deliveries, the same on every link.
import type { Refusal } from './refusals.ts'
import { messages, type ServerDelivery } from './rhea-values.ts'

/**
 * Settles a delivery as accepted, or as rejected with the reason. The state is always "accepted" for what went well,
 * whatever the client asked: it takes the echo of a rejection for a failure of its own request.
 */
export const answerDelivery = (delivery: ServerDelivery, refusal: Refusal | undefined): void => {
  const outcome = refusal ? messages.rejected({ error: refusal }) : messages.accepted()
  delivery.update(true, outcome.described())
  // The client never settles back, and an open delivery would fill the window of its session.
  delivery.remote_settled = true
}
