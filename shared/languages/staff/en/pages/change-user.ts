// What the form of one user says.

export const changeUser = {
  what: 'What will happen',
  about: {
    'make-admin': 'The user may add, change and remove users of this partner on the site.',
    'make-user': 'The user buys on, and may not change users any more. One active Admin has to be left.',
    'hand-over': 'Somebody else becomes Admin, then this one is a User.',
    disable: 'The user may not sign in until somebody enables it again. One active Admin has to be left.',
    enable: 'The user may sign in again.',
    remove:
      'The user may not sign in any more and gets a mail. Its customer and contact stay. The address is free for others once sites were told. One active Admin has to be left.',
    invite:
      'The user gets the mail once more that says that signing in works, at its present address and in its language. Five times a day at the most.',
  },
  to: 'Who becomes Admin',
  reason: 'Why',
  note: 'More about why (the partner’s Admins may read it)',
  cancel: 'Cancel',
  changedMeanwhile: 'Somebody else changed this partner meanwhile. Nothing was done: look again, then decide.',
  refused: (why: string) => `Nothing was done. ${why}.`,
}
