// What the page of a customer says.

export const customer = {
  edit: 'Edit',
  newPerson: 'New person',
  ofType: (type: string) => `Customer of type ${type}`,
  general: 'General',
  onboarding: 'Onboarding',
  facts: {
    name: 'Name',
    language: 'Language',
    invoiceAccount: 'Invoice account',
    prospect: 'Prospect',
    hierarchy: 'Customer hierarchy',
    notInSalesYet: 'Not in Sales yet',
    created: 'Created',
    changed: 'Changed',
  },
  repair: 'Repair',
  look: 'Look again now',
  lookAbout: 'Compares this customer with Sales, instead of waiting for the next comparison.',
  write: 'Write it to Sales again',
  writeAbout: {
    Organization:
      'Sales does not have the account any more. It is written again with the same id, as headquarters has it. Do this after it was lost, not after it was deleted on purpose.',
    Person:
      'Sales does not have the contact any more. It is written again with the same id, as headquarters has it, and its account too where that is missing. Do this after it was lost, not after it was deleted on purpose.',
  },
  done: {
    saved: 'Saved.',
    made: 'The customer was made.',
    look: 'The customer is being compared with Sales.',
    write: 'It is being written to Sales again.',
    'not-missing': 'Nothing was done: Sales lacks nothing of this customer.',
    'changed-meanwhile': 'Nothing was done: the customer kept changing. Try again.',
  },
}
