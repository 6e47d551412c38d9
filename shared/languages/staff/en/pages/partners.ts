// What the page *Partners* says.

export const partners = {
  filter: 'Status',
  search: 'Number or name',
  table: {
    caption: 'Business partners, newest first',
    columns: {
      number: 'Number',
      name: 'Name',
      status: 'Status',
      users: 'Users',
      admins: 'Admins',
      since: 'Partner since',
    },
    empty: 'There are no partners here.',
  },
}
