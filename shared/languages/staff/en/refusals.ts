// What staff read when something is refused, in English.

export const refusals = {
  'unreadable-body':
    'What was sent cannot be read, so nothing was done. Go back, check what you typed and send it again.',
  'invalid-request':
    'Something is missing or wrong in what was asked, so nothing was done. Go back, check it and try again.',
  'cross-site':
    'The form was sent from another site, or by a browser that does not say from where, so nothing was done. Open the page here and do it again.',
  unauthenticated: 'Sign in first.',
  forbidden: 'This is not open to you.',
  'sign-in-too-weak':
    'You signed in less strongly than is demanded here. Sign out, and sign in again with a second factor; if this stays, ask who manages your sign-ins.',
  'not-found': 'There is nothing here.',
  'body-too-large': 'This is more text than can be taken. Go back, shorten it and send it again.',
  'unsupported-media-type':
    'This was not sent by a form of this page, so nothing was done. Open the page here and do it again.',
  'length-required':
    'What was sent did not say how long it is, so nothing was done. Open the page here and do it again.',
  'unsupported-encoding':
    'What was sent is packed and cannot be read, so nothing was done. Open the page here and do it again.',
  'too-many-requests': 'That was too often; try again later.',
  'internal-error': 'Something went wrong on our side.',
  'temporarily-unavailable': 'This cannot be done at the moment; try again later.',
  'invalid-idempotency-key': 'The Idempotency-Key must be 1 to 255 visible ASCII characters.',
  'invalid-applicant-network': 'The header x-applicant-network must be an IPv4 or IPv6 address.',
  'already-a-partner': 'This organization is a partner already.',
  'address-taken': 'Somebody else signs in with the e-mail address of one of these users.',
  'without-sales':
    'There is no Sales here: headquarters decides on prospects, so there is nothing of it to open or to do.',
  'nothing-missing': 'Sales lacks nothing of this that could be written again.',
  'not-to-be-decided': 'It is decided, or Sales decides it.',
  'already-decided': 'It is decided, so no lead is written for it again.',
  'no-open-question': 'No question is open.',
  'not-to-be-asked': 'It is decided, or another question is open.',
  'changed-meanwhile': 'Somebody else changed this meanwhile.',
  'invalid-cursor': 'The cursor is not of this channel, or none at all.',
  'token-refused': 'The token is not one that is accepted here.',
  'token-expired': 'The token is not good any more.',
  'email-not-verified': 'The token names no e-mail address that its issuer has verified.',
  'identity-unknown': 'Nobody with this identity is a user here.',
  'user-not-active': 'This user may not sign in.',
  'partner-not-active': 'This partner is not active at present.',
  'not-an-admin': 'Only an Admin of the organization may do this.',
  'roles-by-headquarters': 'Only headquarters changes roles on this channel.',
  'choose-organization': 'This user belongs to several organizations; choose one.',
  'already-a-user': 'Somebody in this organization has this e-mail address already.',
  'not-active': 'The user is not Active.',
  'invited-too-often': 'The user was told as often as it may be within a day.',
  'too-many-users': 'The organization has as many users as it may have.',
  'last-admin': 'The organization needs another Admin first.',
  'change-pending': 'An earlier change of this user is not applied yet.',
  'cannot-be-added': 'This person cannot be added.',
  'already-so': 'It is so already.',
  'deactivated-in-sales': 'The contact was deactivated in Sales, and can only be activated there.',
  'cursor-too-old': 'What followed this cursor is not kept any more.',
  'precondition-required': 'The state that was seen must be sent with the change.',
  'idempotency-key-reused': 'The Idempotency-Key was used for another request.',
} as const
