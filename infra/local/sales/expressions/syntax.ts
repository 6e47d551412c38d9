// What a `$filter` expression says, before anybody knows what its names mean.
import type { Plain, ValueKind } from '../cells/plain-values.ts'

export type OperandSyntax =
  | { readonly type: 'literal'; readonly kind: ValueKind; readonly value: Plain }
  | { readonly type: 'property'; readonly path: string }

export type Expression =
  | { readonly type: 'or' | 'and'; readonly terms: readonly Expression[] }
  | { readonly type: 'not'; readonly term: Expression }
  | {
      readonly type: 'comparison'
      readonly left: OperandSyntax
      /** `eq`, `ne`, `gt`, `ge`, `lt` or `le`. */
      readonly operator: string
      readonly right: OperandSyntax
    }
  /** An operand alone, which must be true or false. `unexpected` is the message where it is something else. */
  | { readonly type: 'alone'; readonly operand: OperandSyntax; readonly unexpected: string }
  /** `contains`, `startswith` or `endswith`. */
  | { readonly type: 'text'; readonly name: string; readonly left: OperandSyntax; readonly right: OperandSyntax }
  /** `any` or, with `every`, `all` of the rows of a collection. */
  | { readonly type: 'collection'; readonly path: string; readonly every: boolean; readonly test: Expression }
  /** A query function of Dataverse such as `Microsoft.Dynamics.CRM.In`. */
  | { readonly type: 'query-function'; readonly name: string; readonly parameters: QueryParameters }

export type QueryParameters = Readonly<Record<string, readonly string[]>>
