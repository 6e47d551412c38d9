// What *Contacts without access* says.

export const contacts = {
  title: 'Contacts without access',
  intro:
    'Active contacts of this account in Sales that are no users, as Sales has them now, at most fifty. A contact may not sign in before it is added.',
  unavailable: 'Sales could not be asked just now. Try again in a minute.',
  add: 'Add as user',
  table: {
    caption: 'Contacts without access',
    columns: { name: 'Name', email: 'E-mail', jobTitle: 'Job title', action: 'What to do' },
    empty: 'Every contact of the account is a user.',
  },
}
