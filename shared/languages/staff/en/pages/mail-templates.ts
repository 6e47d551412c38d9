// What the pages of templates and profiles of mails say.

import type { TemplateCode } from '../../../../domain/check-mail-template.ts'

const codes: Readonly<Record<TemplateCode, (what: string) => string>> = {
  required: () => 'Type something.',
  'too-long': (most) => `No more than ${most} characters.`,
  'unknown-placeholder': (what) => `There is no placeholder ${what}.`,
  'other-placeholder': (what) => `${what} cannot stand here: these mails do not have it, or not in the subject.`,
  'needed-placeholder': (what) => `${what} is missing; without it nobody could do what this mail is for.`,
  'placeholder-in-attribute': (what) =>
    `A placeholder cannot stand in ${what}, unless it is the whole address of a link.`,
  'no-element': () => 'Write &lt; for a < that begins no element. Remarks are not taken.',
  'tag-refused': (what) => `${what} is not taken.`,
  'attribute-refused': (what) => `${what} is not taken, is missing what it needs, or stands without quotes.`,
  'address-refused': (what) => `${what} must be an https address (of a link also mailto:).`,
  unbalanced: (what) => `${what} has no counterpart where it should.`,
  misplaced: (what) => `${what} cannot stand here: texts stand in paragraphs, entries in lists.`,
  'unknown-character': (what) => `Type the character itself instead of ${what}.`,
  'unseen-character': () => 'There is a character that nobody sees, or a line break.',
}

export const mailTemplates = {
  title: 'E-mail templates',
  intro:
    'What mails to applicants and users say. Until a template is chosen in a profile, the built-in text is sent, in the language of its reader.',
  table: {
    caption: 'Templates, and who uses them',
    columns: { name: 'Template', type: 'Type', languages: 'Languages of its own', version: 'Version', used: 'Used by' },
    empty: 'No templates yet: every mail is sent with the built-in text.',
  },
  none: 'none',
  make: 'New template',
  name: 'Name',
  type: 'Type',
  nameWrong: 'Type a name of 1 to 60 characters.',
  profiles: 'E-mail profiles',
  profilesIntro: 'Which mails are sent on a site, and by which template.',
  /** One template. */
  language: 'Language',
  languages: 'Languages',
  own: ' (own text)',
  builtIn: 'The built-in text is sent in this language.',
  standing: (version: number) => `Version ${version} is sent in this language where a profile chooses this template.`,
  text: (language: string) => `Text in ${language}`,
  subject: 'Subject',
  body: 'Text',
  subjectHint: (list: string) => `Placeholders: ${list}`,
  bodyHint: (list: string, tags: string) =>
    `Placeholders: ${list}. Elements: ${tags}. A paragraph in which something has no value is left out.`,
  save: 'Save',
  preview: 'Preview',
  test: 'Send test to me',
  return: 'Return to the built-in text',
  back: 'All templates',
  refused: 'This text cannot be taken',
  line: (line: number, text: string) => `line ${line}: ${text}`,
  codes,
  previewTitle: 'Preview, with sample data',
  changedMeanwhile:
    'Somebody else changed this template meanwhile. Nothing of yours is stored yet: compare with what is sent now, then save again.',
  nowSent: 'What is stored now',
  done: {
    made: 'The template was made. Until a text is saved, it is sent as built in.',
    saved: 'Saved. Mails say so within a minute.',
    returned: 'The built-in text is sent again within a minute.',
    sender: 'Saved. Mails are sent so within a minute.',
  },
  sent: (address: string) => `The test mail is on its way to ${address}.`,
  notSent: 'The test mail could not be handed over; try again later.',
  versions: 'Versions',
  versionsTable: {
    caption: 'Versions, newest first',
    columns: { version: 'Version', language: 'Language', at: 'Since', who: 'By', subject: 'Subject' },
    empty: 'Nothing was written yet.',
  },
  returnedTo: 'built-in text',
  senderTitle: 'Sender',
  senderIntro: 'Whoever is chosen here sends the mails of this template in all languages.',
  senderLabel: 'Sent by',
  senderOfChannel: 'the sender of the site',
  senderGone: (email: string) => `${email} (not in MAIL_SENDERS any more: the sender of the site is used)`,
  senderSave: 'Save sender',
  sentBy: (sender: string) => `sent by ${sender}`,
  /** The profile of one channel. */
  profileTitle: (channel: string) => `E-mail profile of ${channel}`,
  profileTable: {
    caption: 'Mails of this site',
    columns: { type: 'Mail', template: 'Template', send: 'Sent' },
    empty: 'There are no mails.',
  },
  builtInChoice: 'Built-in text',
  templateOf: (type: string) => `Template of ${type}`,
  send: (type: string) => `Send ${type}`,
  always: 'always',
  profileSaved: 'Saved. It holds within a minute.',
  profileChanged:
    'Somebody else changed this profile meanwhile. Nothing of yours is stored yet: look at it, then save again.',
}
