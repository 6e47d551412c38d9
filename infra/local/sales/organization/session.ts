// What every operation needs to know: the organization it works in and who calls.
import { randomUUID } from 'node:crypto'
import type { Schema } from '../schema/schema.ts'
import type { Row } from '../store/row.ts'
import type { Store } from '../store/store.ts'
import type { OrganizationTraits } from './traits.ts'

export type Org = {
  readonly schema: Schema
  readonly store: Store
  readonly traits: OrganizationTraits
  now(): Date
  /** The address of the Web API, ending in `/api/data/v9.2/`. */
  serviceRoot(): string
}

/** Who calls; what they may do follows from their security roles. */
export type User = {
  readonly id: string
  /** Who really calls, when it is somebody on behalf of this user. */
  readonly actor?: string
}

/** A message as it passes through the event pipeline; steps registered for it receive it. */
export type PipelineEvent = {
  readonly message: string
  readonly table: string
  readonly id: string
  readonly input: readonly KeyValue[]
  readonly output?: readonly KeyValue[]
  readonly pre?: Row
  readonly post?: Row
  /** The columns an update sent, for filtering attributes. */
  readonly changed?: readonly string[]
}

/** One entry of a collection of the remote execution context, already in its JSON form. */
export type KeyValue = { readonly key: string; readonly value: unknown }

export type Session = {
  readonly org: Org
  readonly user: User
  readonly correlationId: string
  readonly requestId: string
  readonly depth: number
  /** The value of the `tag` query parameter. */
  readonly tag?: string
  /** The context of the message that caused this one. */
  readonly parent?: Readonly<Record<string, unknown>>
  raise(session: Session, event: PipelineEvent): void
}

export const createSession = (org: Org, user: User, raise: Session['raise'], tag: string | undefined): Session => ({
  org,
  user,
  correlationId: randomUUID(),
  requestId: randomUUID(),
  depth: 1,
  ...(tag === undefined ? {} : { tag }),
  raise,
})

/** The present moment with the one-second resolution of Dataverse columns. */
export const stamp = (org: Org): string => `${org.now().toISOString().slice(0, 19)}Z`
