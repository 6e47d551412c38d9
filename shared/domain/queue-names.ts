// The queues between headquarters and Sales, the one of mails, and the one of what sites are told.

export const queueNames = ['sales-writes', 'sales-changes', 'mail', 'site-events'] as const
export type QueueName = (typeof queueNames)[number]
