// What the list of prospects says.

export const prospects = {
  filter: 'Status',
  all: 'All',
  missing: 'Missing in Sales',
  missingCaption: 'B2B prospects of which something is missing in Sales, newest first',
  undeliveredCaption: 'B2B prospects to whom an e-mail did not arrive, newest first',
  /** The status is the filter, in words. */
  caption: (status: string, order: string) => `${status} B2B prospects, ${order.toLowerCase()}`,
  table: {
    columns: {
      number: 'Number',
      company: 'Company',
      requestor: 'Requestor',
      country: 'Country',
      status: 'Status',
      sales: 'Sales',
      flags: 'Flags',
      submitted: 'Submitted',
      changed: 'Changed',
    },
    empty: 'There are no prospects here.',
    origin: 'They come with the requests that companies send on the sites.',
  },
  flagCount: (count: number) => `${count} flags`,
  likelyDuplicate: 'Duplicate?',
  likelyDuplicates: (count: number) =>
    count === 1 ? 'Likely a duplicate of another prospect' : `Likely a duplicate of ${count} other prospects`,
  submittedAt: (moment: string) => `Submitted ${moment}`,
  changedAt: (moment: string) => `Changed ${moment}`,
  search: {
    label: 'Find a prospect',
    hint: 'Number, reference, e-mail address, website, tax or registration number, phone: as a whole. Company or person: how words of the names begin, three letters at least.',
    find: 'Find',
    caption: 'B2B prospects that were found, newest first',
    mistyped: 'This is no reference, or a character of it is wrong. It has nine, such as 000-000-000.',
  },
  narrow: {
    labels: { stage: 'Sales', country: 'Country', channel: 'Channel', mark: 'To look at' },
    every: 'All',
    any: 'Needs attention',
    likelyDuplicate: 'Likely duplicate',
    choice: (name: string, count: string) => `${name} (${count})`,
    sort: 'Order',
    sorts: { newest: 'Newest first', oldest: 'Oldest first', name: 'By company' },
    show: 'Show',
    showAll: 'Show all',
    counting: 'Prospects of an earlier version are still being counted and are not in all lists yet.',
    unsorted: 'More than 1,000 prospects are not sorted by company. Narrow the list first.',
    none: 'Nothing was found so far. The next page goes on looking.',
  },
  paging: 'Pages',
}
