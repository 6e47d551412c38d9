// From what to what fields changed, for the timeline.

import type { CustomerPath, Values } from './customer-fields.ts'

/** One field that changed; a side without a text is absent. */
export type FieldChange = { readonly path: string; readonly before?: string; readonly after?: string }

/** What the named fields were and are. */
export const changesOf = (paths: readonly CustomerPath[], before: Values, after: Values): FieldChange[] =>
  paths.map((path) => ({
    path,
    ...(before[path] === undefined ? {} : { before: before[path] }),
    ...(after[path] === undefined ? {} : { after: after[path] }),
  }))
