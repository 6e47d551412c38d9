// A line of the audit trail: what is chained by its hash, and beside it the values that may be personal, of which the chain
// holds a salted hash alone. So values can be erased, and the chain still verifies.

import { hash } from 'node:crypto'
import {
  type ActCode,
  type ActObject,
  type ActOutcome,
  type ActorKind,
  type ActValues,
  actCodes,
  actOutcomes,
  actorKinds,
  type ObjectKind,
  objectKinds,
} from '../../domain/acts.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { number, objectOf, oneOf, recordOf, text } from '../../platform/shape.ts'

/** What is chained. */
export type AuditLine = {
  /** Its place, from 1 on without a gap. */
  readonly seq: number
  readonly at: string
  readonly actId: string
  /** Every act has two lines: one before its effect, and one that says what came of it. */
  readonly step: 'begun' | 'ended'
  readonly who: { readonly kind: ActorKind; readonly id: string }
  readonly act: ActCode
  readonly on: ActObject
  /** Of a line that ends an act: the place of the one that began it, and what came of it. */
  readonly begun?: number
  readonly outcome?: ActOutcome
  /** Salted hash of the values beside it. */
  readonly values: string
  /** Hash of the line before it. */
  readonly previous: string
  readonly hash: string
}

/** What may be personal. */
export type LineValues = {
  readonly name?: string
  readonly why?: string
  readonly before?: ActValues
  readonly after?: ActValues
}

export type LineRow = {
  readonly line: AuditLine
  readonly salt?: string
  readonly values?: LineValues
  /** When the values were erased. */
  readonly erased?: string
}

/** What the first line follows. */
export const noHash = '0'.repeat(64)

const digest = (parts: unknown): string => hash('sha256', JSON.stringify(parts), 'hex')
const entries = (values: ActValues | undefined) => values && Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))

/** The hash of values; the salt keeps short ones from being guessed from it once they are erased. */
export const valuesHash = (salt: string, { name, why, before, after }: LineValues): string =>
  digest([salt, name, why, entries(before), entries(after)])

/** The hash of a line, of all that it says and of the hash before it. */
export const lineHash = (line: Omit<AuditLine, 'hash'>): string => {
  const { seq, at, actId, step, who, act, on, begun, outcome, values, previous } = line
  return digest([seq, at, actId, step, who.kind, who.id, act, on.kind, on.id, begun, outcome, values, previous])
}

const valuesOf = recordOf(text)

const line = objectOf<AuditLine>(
  {
    seq: number,
    at: text,
    actId: text,
    step: oneOf<AuditLine['step']>({ begun: true, ended: true }),
    who: objectOf<AuditLine['who']>({ kind: oneOf(actorKinds), id: text }),
    act: oneOf(actCodes),
    on: objectOf<ActObject>({ kind: oneOf<ObjectKind>(objectKinds), id: text }),
    values: text,
    previous: text,
    hash: text,
  },
  { begun: number, outcome: oneOf(actOutcomes) },
)

export const lineFormat = createRowFormat(
  objectOf<LineRow>(
    { line },
    {
      salt: text,
      values: objectOf<LineValues>({}, { name: text, why: text, before: valuesOf, after: valuesOf }),
      erased: text,
    },
  ),
)
