// Where the audit trail is kept: one partition, so that a line, the head of the chain and what finds the line again change in
// one transaction.

import { hash } from 'node:crypto'
import type { ActCode, ActObject, ActorKind } from '../../domain/acts.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { number, objectOf, text } from '../../platform/shape.ts'

export const auditPartition = 'audit'

/** The end of the chain; the day is that of its last line. */
export type Head = { readonly count: number; readonly hash: string; readonly day: string }
/** An act that was begun and has no end yet. */
export type Open = { readonly actId: string; readonly seq: number; readonly at: string }
/** One act in a list: its two lines. */
export type Listed = { readonly seq: number; readonly end?: number }

export const headFormat = createRowFormat(objectOf<Head>({ count: number, hash: text, day: text }))
export const openFormat = createRowFormat(objectOf<Open>({ actId: text, seq: number, at: text }))
export const listedFormat = createRowFormat(objectOf<Listed>({ seq: number }, { end: number }))

const digits = 12
const padded = (value: number): string => String(value).padStart(digits, '0')
const highest = 10 ** digits - 1
/** Newest first in ordinal order. */
const inverted = (seq: number): string => padded(highest - seq)

export const headKey = 'head'
export const lineKey = (seq: number): string => `line|${padded(seq)}`
export const dayKey = (day: string): string => `day|${day}`
/** What was found good so far. */
export const progressKey = 'verified'
/** What was sealed last by the log of changes. */
export const lookKey = 'sealed'

const short = (parts: readonly string[]): string => hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32)

/** @param parts who, what, on what, and what it was given */
export const openKey = (parts: readonly string[]): string => `open|${short(parts)}`

/** A list of acts: all, those of somebody, of one kind, or on one object. */
export type AuditList =
  | { readonly of: 'all' }
  | { readonly of: 'who'; readonly id: string }
  | { readonly of: 'act'; readonly code: ActCode }
  | { readonly of: 'on'; readonly on: ActObject }

const nameOf = (list: AuditList): string => {
  if (list.of === 'all') return 'all'
  if (list.of === 'who') return short(['who', list.id])
  return list.of === 'act' ? short(['act', list.code]) : short(['on', list.on.kind, list.on.id])
}

export const listedKey = (list: AuditList, seq: number): string => `list|${nameOf(list)}|${inverted(seq)}`

/** First key and first key after: what a list has of places from `lowest` to before `beforeSeq`, the newest first. */
export const listedRange = (list: AuditList, beforeSeq = highest, lowest = 0): [string, string] => [
  `${listedKey(list, beforeSeq)}~`,
  `${listedKey(list, lowest)}~`,
]

/** Every list that an act stands in. */
export const listsOf = (act: {
  readonly who: { readonly kind: ActorKind; readonly id: string }
  readonly act: ActCode
  readonly on: ActObject
}): readonly AuditList[] => [
  { of: 'all' },
  { of: 'who', id: act.who.id },
  { of: 'act', code: act.act },
  { of: 'on', on: act.on },
]
