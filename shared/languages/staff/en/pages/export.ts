// What the page says that shows everything kept of a request or a customer.

export const exported = {
  title: (number: string): string => `What is kept of ${number}`,
  file: 'As a file',
  about:
    'Everything that headquarters keeps of it, for whoever it is about. It names staff too: look through it before you pass it on. What Sales, the e-mail provider and your logs keep stands there.',
  yes: 'Yes',
  no: 'No',
  back: 'Back',
}
