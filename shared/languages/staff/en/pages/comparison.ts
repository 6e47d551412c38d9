// What the page *Compare members* says.

export const comparison = {
  title: 'Compare members',
  terms: 'Terms side by side',
  about: 'What is otherwise than with the first Admin is marked with ≠.',
  noAdmin: 'There is no active Admin to compare with.',
  caption: 'Members of this hierarchy and their terms',
  columns: { name: 'Name', role: 'Role' },
  empty: 'No members.',
  first: 'First Admin',
  override: 'Override',
  undoTitle: 'Overrides that can be undone',
  undoAbout: 'For 24 hours. What somebody changed since stays as it is.',
  undo: 'Undo',
  done: {
    override: 'The members are changed by the next run of Synchronize orders and channel requests.',
    undo: 'The override is taken back by the next run of Synchronize orders and channel requests.',
    'too-late': 'Nothing was done: this override cannot be undone any more.',
  },
}
