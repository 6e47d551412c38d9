// The columns among the parts of a solution.
import type { Org } from '../organization/session.ts'
import { componentTypes } from '../rules/solution-components.ts'
import type { Column } from '../schema/types.ts'
import { attributeId } from '../security/secured-columns.ts'

export type ColumnPart = { readonly table: string; readonly name: string; readonly column: Column }

/** Table by table. @param parts what is in the solution */
export const columnsOf = (
  { schema }: Org,
  parts: readonly { readonly type: number; readonly id: string }[],
): readonly ColumnPart[] => {
  const ids = new Set(parts.filter(({ type }) => type === componentTypes.column).map(({ id }) => id))
  if (ids.size === 0) return []
  return schema
    .tables()
    .flatMap((table) =>
      Object.entries(table.columns).flatMap(([name, column]) =>
        ids.has(attributeId(table, name)) ? [{ table: table.logicalName, name, column }] : [],
      ),
    )
}
