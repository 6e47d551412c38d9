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
  count: (count: number) => count.toLocaleString('en'),
}
