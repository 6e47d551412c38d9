// What the page *E-mails* says.

export const mails = {
  filter: 'State',
  search: 'Number of a prospect, user or organization (P-…, C-…)',
  labels: { type: 'Type', channel: 'Channel', trouble: 'What went wrong' },
  askedAt: (moment: string) => `Asked for ${moment}`,
  /** Of what is no mail of somebody known. */
  noNumber: 'Nobody known',
  template: (version: number) => `by a template, version ${version}`,
  table: {
    caption: 'E-mails to applicants and users',
    columns: {
      type: 'Type',
      name: 'To',
      state: 'State',
      channel: 'Channel',
      language: 'Language',
      since: 'Asked for',
      changed: 'Changed',
    },
    empty: 'There are no e-mails here.',
    origin: 'They come with requests, with decisions, and with changes of the users of partners.',
  },
}
