// What staff read when something is refused, in English.

export const refusals = {
  'unreadable-body': 'The body is not JSON in UTF-8.',
  'invalid-request': 'Some members of the request are missing or wrong.',
  'cross-site':
    'The form was sent from another site, or by a browser that does not say from where, so nothing was done. Open the page here and do it again.',
  unauthenticated: 'Sign in first.',
  forbidden: 'This is not open to you.',
  'not-found': 'There is nothing here.',
  'body-too-large': 'The body is larger than allowed.',
  'unsupported-media-type': 'The body is not of the media type that is taken here, in UTF-8.',
  'length-required': 'The body must come with a Content-Length; one in chunks is not taken.',
  'unsupported-encoding': 'The body must come as it is, without a Content-Encoding.',
  'too-many-requests': 'Too many requests; try again later.',
  'internal-error': 'Something went wrong on our side.',
  'temporarily-unavailable': 'This cannot be done at the moment; try again later.',
  'invalid-idempotency-key': 'The Idempotency-Key must be 1 to 255 visible ASCII characters.',
  'invalid-applicant-network': 'The header x-applicant-network must be an IPv4 or IPv6 address.',
  'nothing-missing': 'Sales lacks nothing of this that could be written again.',
  'already-decided': 'It is decided, so no lead is written for it again.',
  'changed-meanwhile': 'Somebody else changed this meanwhile.',
  'idempotency-key-reused': 'The Idempotency-Key was used for another request.',
} as const
