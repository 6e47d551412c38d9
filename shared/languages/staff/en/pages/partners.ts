// What the page *Partners* says.

export const partners = {
  filter: 'Status',
  search: 'Number or name',
  labels: { country: 'Country', channel: 'Channel', mark: 'To look at' },
  onHold: 'Credit on hold',
  sinceAt: (moment: string) => `Partner since ${moment}`,
  table: {
    caption: 'Business partners',
    columns: {
      number: 'Number',
      name: 'Name',
      country: 'Country',
      status: 'Status',
      marks: 'Flags',
      users: 'Users',
      admins: 'Admins',
      since: 'Since',
      changed: 'Changed',
    },
    empty: 'There are no partners here.',
    origin: 'They come with approvals, and with New business partner.',
  },
}
