// What the page of one e-mail says, from which it is sent again.

export const mail = {
  facts: {
    to: 'To',
    state: 'State',
    channel: 'Channel',
    language: 'Language',
    asked: 'Asked for',
    changed: 'Changed',
  },
  what: 'Send again',
  about: 'It goes to the address that the person has by now, in the words of today.',
  aboutFormer: 'It goes to the address that the person had before, as it tells whoever reads there.',
  twice: 'The person may have this e-mail already, and would then have it twice.',
  skipped: 'It was not sent, because no e-mail of this type was wanted. Sending it now is stronger than that.',
  gone: 'What it tells is so no more, so it is not sent again.',
  onItsWay: 'It is on its way. If it stays so, send it again: it is sent once.',
  link: 'Whoever asked for the links asks again.',
  complained: 'Somebody at this address reported an e-mail of ours as spam, so only decisions go there.',
  most: 'At most five e-mails a day are sent again to one address.',
  reason: 'Why again',
  send: 'Send it again',
  back: 'To all e-mails',
  notices: {
    done: 'The e-mail is being sent again.',
    nothing: 'Nothing was done: it was sent again already, is on its way, or tells what is so no more.',
    'too-often': 'Nothing was done: five e-mails were sent again to this address within a day.',
    complained: 'Nothing was done: somebody at this address reported an e-mail of ours as spam.',
    'changed-meanwhile': 'Nothing was done: it kept changing. Try again.',
  },
}
