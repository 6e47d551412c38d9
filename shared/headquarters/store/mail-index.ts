// Where in the list *E-mails* a mail stands, and what it counts as. Both change with the mail, in its transaction; the mail
// says itself where it stands, as prospects do.

import { lineCell } from '../../domain/lists/line-facets.ts'
import { countedBetween, type Listed, without } from '../../domain/lists/listed.ts'
import { mailCells, mailFacets } from '../../domain/lists/mail-facets.ts'
import { type MailView, mailKinds, mailStates } from '../../domain/prospect-view.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { listOf, number, objectOf, oneOf, onlyTrue, text } from '../../platform/shape.ts'
import { create, put, remove, type Write } from '../../platform/table.ts'
import { inverted, mailCountedKey, mailPlace, placeKey } from './keys.ts'
import type { MailRecord } from './mail-record.ts'
import { readBecause, readTemplate, readTrouble } from './mail-shape.ts'
import { countedFormat } from './prospect-index.ts'

/** A line of the list *E-mails*. */
export type MailLine = MailView & {
  /** The prospect, or the user of a partner. */
  readonly ownerId: string
  /** By which the ledger keeps it, together with the owner. */
  readonly number: number
  readonly askedAt: string
  /** Of the owner; the first one is its own. */
  readonly numbers: readonly string[]
  readonly channel?: string
  readonly isUser?: true
}

export const mailLineFormat = createRowFormat(
  objectOf<MailLine>(
    {
      ownerId: text,
      number,
      mailId: text,
      kind: oneOf(mailKinds),
      language: text,
      state: oneOf(mailStates),
      at: text,
      askedAt: text,
      numbers: listOf(text),
    },
    { channel: text, isUser: onlyTrue, template: readTemplate, trouble: readTrouble, because: readBecause },
  ),
)

/** The list of all mails, of those of which something is asked, or of those of a number. */
export const mailList = (name?: string, value?: string): string => {
  if (name === undefined) return 'Mails'
  return name === 'status' ? `Mails:${value}` : `Mails:${name}:${value}`
}

const lineOf = (ownerId: string, mail: MailRecord): MailLine => {
  const { mailId, decision, kind, language, state, at, askedAt = at, about, template, trouble, because } = mail
  return {
    ownerId,
    number: decision,
    mailId,
    kind,
    language,
    state,
    at,
    askedAt,
    numbers: about?.numbers ?? [],
    ...(about?.channel ? { channel: about.channel } : {}),
    ...(about?.user ? { isUser: true as const } : {}),
    ...(template ? { template } : {}),
    ...(trouble ? { trouble } : {}),
    ...(because ? { because } : {}),
  }
}

const isPlain = (value: string): boolean => /^[\w-]{1,40}$/.test(value)

const listedAs = (line: MailLine): Listed => {
  const facets = mailFacets(line)
  const lists = [
    mailList(),
    ...Object.entries(facets).flatMap(([name, values]) => values.filter(isPlain).map((value) => mailList(name, value))),
    ...new Set(line.numbers.filter(isPlain).map((one) => mailList('number', one))),
  ]
  return {
    lists: lists.map((list) => `${list}|${inverted(line.askedAt)}`),
    counts: [lineCell(mailCells, facets)],
  }
}

/**
 * A mail with what it is listed and counted as, as it is stored, and the rows that change with it.
 * @param before as it was stored, if it was there
 */
export const withListing = (
  ownerId: string,
  mail: MailRecord,
  before: MailRecord | undefined,
): { readonly kept: MailRecord; readonly writes: readonly Write[] } => {
  const isSame = before?.mailId === mail.mailId
  const about = mail.about ?? before?.about
  const askedAt = isSame ? (before.askedAt ?? before.at) : mail.at
  const changes = (before?.changes ?? 0) + 1
  const after = mail.after ?? (isSame ? before.after : undefined)
  const bare: MailRecord = { ...mail, askedAt, changes, ...(about ? { about } : {}), ...(after ? { after } : {}) }
  const line = lineOf(ownerId, bare)
  const listed = listedAs(line)
  const id = mailPlace(ownerId, mail.decision)
  const packed = mailLineFormat.pack(line)
  const { plus, minus } = countedBetween(before?.listed, listed)
  const counted = countedFormat.pack({ plus, minus })
  return {
    kept: { ...bare, listed },
    writes: [
      ...listed.lists.map((place) => put(placeKey(place, id), packed)),
      ...without(before?.listed?.lists, listed.lists).map((place) => remove(placeKey(place, id))),
      ...(plus.length + minus.length > 0 ? [create(mailCountedKey(ownerId, mail.decision, changes), counted)] : []),
    ],
  }
}

/**
 * A mail of which only the row is left, and the rows that change with it: it stands in no list and counts as nothing.
 * @param mail as it is stored
 */
export const withoutListing = (
  ownerId: string,
  { trouble: _, listed, ...mail }: MailRecord,
): { readonly kept: MailRecord; readonly writes: readonly Write[] } => {
  const { lists = [], counts = [] } = listed ?? {}
  const changes = (mail.changes ?? 0) + 1
  const counted = countedFormat.pack({ plus: [], minus: counts })
  return {
    kept: { ...mail, changes, listed: { lists: [], counts: [] } },
    writes: [
      ...lists.map((place) => remove(placeKey(place, mailPlace(ownerId, mail.decision)))),
      ...(counts.length > 0 ? [create(mailCountedKey(ownerId, mail.decision, changes), counted)] : []),
    ],
  }
}

/** Puts back the lines that the next change of a mail takes away: one that is missing would refuse it. */
export const linesOf = (ownerId: string, mail: MailRecord): Write[] =>
  (mail.listed?.lists ?? []).map((place) =>
    put(placeKey(place, mailPlace(ownerId, mail.decision)), mailLineFormat.pack(lineOf(ownerId, mail))),
  )
