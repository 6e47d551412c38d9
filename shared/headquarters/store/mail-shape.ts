// What the rows of a mail look like: of the ledger, and of its lines in the list of all.

import type { Listed } from '../../domain/lists/listed.ts'
import {
  type MailTrouble,
  mailKinds,
  mailReasonClasses,
  mailStates,
  mailTroubleKinds,
} from '../../domain/prospect-view.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { listOf, number, objectOf, oneOf, text } from '../../platform/shape.ts'
import type { MailAbout, MailRecord } from './mail-record.ts'

export const readTemplate = objectOf<NonNullable<MailRecord['template']>>({ templateId: text, version: number })
export const readTrouble = objectOf<MailTrouble>(
  { kind: oneOf(mailTroubleKinds) },
  { reason: text, class: oneOf(mailReasonClasses) },
)

export const readBecause = oneOf<'complaint'>({ complaint: true })

const readAbout = objectOf<MailAbout>(
  { numbers: listOf(text) },
  {
    channel: text,
    user: objectOf<NonNullable<MailAbout['user']>>({ organizationId: text, home: text, place: text }),
  },
)

export const mailFormat = createRowFormat(
  objectOf<MailRecord>(
    {
      mailId: text,
      kind: oneOf(mailKinds),
      language: text,
      state: oneOf(mailStates),
      at: text,
      decision: number,
      tries: number,
    },
    {
      messageId: text,
      cause: text,
      after: text,
      template: readTemplate,
      trouble: readTrouble,
      because: readBecause,
      about: readAbout,
      askedAt: text,
      changes: number,
      listed: objectOf<Listed>({ lists: listOf(text), counts: listOf(text) }),
    },
  ),
)
