// What the pages of imports say.

import { number } from '../wording.ts'

export const imports = {
  title: 'Import partners',
  intro:
    'Companies that are partners already, from a file. First you see what would become of each row; nothing is made before you say so.',
  fileTitle: 'What to import',
  file: 'File (CSV in UTF-8, at most 500 rows and 1 MB)',
  look: 'Look at the file',
  template: 'An empty file with all columns',
  columns:
    'The first row names the columns; needed are organization.name, admin.lastName and admin.email. Each further row is a company and its first Admin. Commas, semicolons and tabs are taken.',
  preview: (rows: number) => (rows === 1 ? 'One row' : `${number(rows)} rows`),
  counts: {
    Waiting: (count: number) => `${number(count)} will be made`,
    Made: (count: number) => `${number(count)} made`,
    Exists: (count: number) => `${number(count)} exist already and stay as they are`,
    Refused: (count: number) => `${number(count)} refused`,
  },
  nothing: 'There is nothing to make: correct the file and look at it again.',
  make: (count: number) => (count === 1 ? 'Make one partner' : `Make ${number(count)} partners`),
  makeAbout:
    'Customers, hierarchies and users are made by the next runs of Synchronize orders and channel requests, accounts and contacts in Sales after them; users get a mail unless the column invite says no. Refused rows are left out.',
  makeAboutHere:
    'Customers, hierarchies and users are made by the next runs of Synchronize orders and channel requests; users get a mail unless the column invite says no. Refused rows are left out.',
  inSales: 'In Sales already:',
  someInSales: (count: number) =>
    `${count === 1 ? 'One row is a company that Sales may have already' : `${number(count)} rows are companies that Sales may have already`}. Made from the file they get accounts of their own there: take them out of it and use the account instead, where it is the same company.`,
  salesOut: 'Sales did not answer, so nobody looked whether it has accounts of these companies.',
  cancel: 'Cancel',
  newest: 'Latest imports',
  table: {
    caption: 'Latest imports',
    columns: { at: 'Ordered', who: 'By', rows: 'Rows', state: 'State' },
    empty: 'Nothing was imported yet.',
  },
  running: 'Under way',
  ended: 'Done',
  page: 'Import',
  result: 'Result as a file (CSV)',
  rowsTable: {
    caption: 'Rows of the file',
    columns: { line: 'Line', name: 'Organization', outcome: 'What becomes of it', partner: 'Partner' },
    empty: 'The import has no rows.',
  },
  outcomes: { Waiting: 'Will be made', Made: 'Made', Exists: 'Exists already', Refused: 'Refused' },
  refusals: {
    invalid: 'not as it should be',
    'address-taken': 'another person signs in with the address',
    'organization-unknown': 'there is no such organization here',
    'too-many-users': 'too many users',
  },
  problems: {
    empty: 'The file has no rows under its first one.',
    'too-many-rows': 'The file has more than 500 rows. Split it.',
    quotes: 'A quotation mark is not where it can be, or one is missing.',
    cells: 'A row has more or fewer cells than the first one.',
    'unknown-column': 'A column is not known.',
    'column-twice': 'A column is there twice.',
    'column-missing': 'A column is missing.',
    'not-utf8': 'The file is not in UTF-8. Save it as CSV UTF-8.',
    'too-large': 'The file is larger than 1 MB. Split it.',
    'no-file': 'Choose a file.',
  },
  inLine: (line: number) => `Line ${line}.`,
  ofColumn: (column: string) => `Column ${column}.`,
} as const
