// Lets an action make and change rows as messages of their own, whose context names the action as their parent.

import { buildContext } from '../events/context.ts'
import type { PipelineEvent, Session } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'

/** A session for the work inside a message. */
export const inside = (session: Session, event: PipelineEvent): Session => ({
  ...session,
  depth: session.depth + 1,
  parent: buildContext(session, event),
})

/** A table that is always declared. */
export const tableNamed = (session: Session, name: string): Table => {
  const table = session.org.schema.byName(name)
  if (!table) throw new Error(`The table ${name} is not declared.`)
  return table
}
