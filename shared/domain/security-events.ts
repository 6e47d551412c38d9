// The one table of security events: what is refused because of who sent it, or of what it tries. Logged with ids alone.

export const securityEvents = {
  unauthenticated: 'Somebody who is not signed in wanted something of staff.',
  forbidden: 'Somebody who is signed in wanted what their role may not, or headquarters is closed.',
  principal: 'The header of who signed in was malformed, of another provider or of another tenant.',
  strength: 'Somebody signed in less strongly than is demanded of staff.',
  key: 'A webhook or a site came with a key that is not accepted.',
  signature: 'Events of mails came with a signature that does not fit, or is too old.',
  token: 'A status link came with a token that does not fit.',
  'user-token': 'A call for a partner came without a token, or with one that is not accepted.',
  identity: 'Somebody with an accepted token is no user here, or may not sign in.',
  origin: 'A form was sent from another site, or a browser asked to call from an origin that no channel names.',
  return: 'A link to a page named a way back that is on no site of the channel.',
  limit: 'Somebody reached a limit of attempts.',
  oversized: 'A body was larger than its address takes.',
  trap: 'A form came back with the field filled in that people do not see.',
  poison: 'What lay on a queue is no message of ours and no event of Sales.',
} as const satisfies Readonly<Record<string, string>>

export type SecurityEventKind = keyof typeof securityEvents

/** Ids, and names of our own; nothing that a stranger wrote. */
export type SecurityEventIds = Readonly<
  Partial<Record<'function' | 'invocationId' | 'correlationId' | 'queue' | 'errorId' | 'channel', string>>
>

/** Tells of a refusal. Never throws, never waits, and cannot flood the log. */
export type SecurityEvent = (kind: SecurityEventKind, ids?: SecurityEventIds) => void
