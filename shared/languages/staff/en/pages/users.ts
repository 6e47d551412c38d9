// What the page *Users* says.

export const users = {
  filter: 'State',
  search: 'E-mail, name or number',
  labels: { role: 'Role', partner: 'Partner (number)' },
  addedAt: (moment: string) => `Added ${moment}`,
  /** What was asked for and is not applied yet. */
  waits: (change: string) => `${change} waits`,
  untold: 'The site is not told yet',
  table: {
    caption: 'Users of business partners',
    columns: {
      name: 'Name',
      email: 'E-mail',
      role: 'Role',
      state: 'State',
      partner: 'Partner',
      since: 'Added',
      changed: 'Changed',
    },
    empty: 'There are no users here.',
    origin: 'They come with approvals, and with Add user on the page of a partner.',
  },
}
