// What the page *Override* says.

export const override = {
  title: 'Override',
  fields: 'What is copied',
  about: 'These terms of the first Admin are copied to the members below:',
  members: 'To whom',
  table: {
    caption: 'Members, and what would change',
    columns: { name: 'Member', changes: 'What would change' },
    empty: 'No members.',
  },
  undoable:
    'Only what is ticked on both sides is changed, by the next run of Synchronize orders and channel requests. Names, addresses and e-mail stay. It can be undone for 24 hours.',
  nothing: 'Nothing to copy: all members have the terms of the first Admin.',
  back: 'Back to the comparison',
  cancel: 'Cancel',
  isNew: 'Was no member when this page was shown.',
  was: (field: string, before: string, now: string) => `Changed meanwhile: ${field} was ${before}, and is ${now}.`,
  changedMeanwhile: 'Somebody changed the members meanwhile. Nothing was done: compare, then decide again.',
  nothingChosen: 'Nothing was done: tick a field and a member that has it otherwise.',
}
