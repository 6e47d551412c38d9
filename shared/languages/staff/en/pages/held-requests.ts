// What the page *Held requests* says.

export const heldRequests = {
  title: 'Requests kept apart',
  intro:
    'A field that people do not see was filled in, as programs do, and now and then a browser. Nobody else sees these requests, and they go nowhere by themselves. Take in what a person wrote; discard the rest.',
  table: {
    caption: 'Requests kept apart, newest first',
    columns: {
      company: 'Company',
      requestor: 'Requestor',
      email: 'E-mail',
      country: 'Country',
      comments: 'Comments',
      submitted: 'Submitted',
      actions: 'What to do',
    },
    empty: 'Nothing is kept apart.',
  },
  takeIn: 'Take in',
  discard: 'Discard',
  done: {
    'take-in': 'It was taken in: with the next runs of the jobs it becomes a prospect.',
    discard: 'It was discarded, and its status link leads nowhere now.',
    gone: 'It is not there any more: somebody else was here before.',
  },
}
