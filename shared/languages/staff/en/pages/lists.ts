// What the lists of partners and users say alike.

export const lists = {
  all: 'All',
  find: 'Find',
  found: 'What was found',
  paging: 'Pages',
  firstPage: 'First page',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  pageNumber: (at: number) => `page ${at}`,
  furtherPage: 'further page',
  file: 'As a file (CSV)',
  /** What is listed, and in which order. */
  caption: (what: string, order: string) => `${what}, ${order.toLowerCase()}`,
  sort: 'Order',
  sorts: { newest: 'Newest first', name: 'By name', changed: 'Latest change first' },
  show: 'Show',
  showAll: 'Show all',
  choice: (name: string, count: string) => `${name} (${count})`,
  counting: 'Partners of an earlier version are still being counted and are not in all lists yet.',
  /** Where something was searched for, or chosen. */
  nothing: 'Nothing matches. Search for something else, or choose less.',
  none: 'Nothing was found so far. The next page goes on looking.',
  changedAt: (moment: string) => `Changed ${moment}`,
  count: (count: number) => count.toLocaleString('en'),
}
