// What the form *Add user* says.

export const addUser = {
  title: 'Add user',
  linkTitle: 'Link this person',
  who: 'Who',
  about:
    'Becomes a customer and a contact under the account in Sales, and gets a mail. May sign in once sites were told.',
  linkAbout:
    'This person is there already, and may sign in for this partner too; at each site it chooses for which one. Name and address stay as they are.',
  name: 'Name',
  role: 'Role',
  noLanguage: 'As usual',
  fields: {
    firstName: 'First name',
    lastName: 'Last name',
    email: 'E-mail',
    phone: 'Phone',
    jobTitle: 'Job title',
    language: 'Language',
  },
}
