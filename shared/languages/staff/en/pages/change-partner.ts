// What the form that changes a partner's state says.

export const changePartner = {
  about: {
    suspend:
      'None of its users may sign in until somebody resumes it. They keep their own states, and nobody gets a mail. Customers, and account and contacts in Sales, stay as they are.',
    resume: 'Its users may sign in again, as far as they are active themselves. Nobody gets a mail.',
    end: 'None of its users may sign in any more, and nothing of the partner can be changed. This cannot be taken back. Customers, and account and contacts in Sales, stay as they are.',
  },
  reason: 'Why (staff only)',
  noReason: 'Nothing was done. Say why, in at most 200 characters.',
}
