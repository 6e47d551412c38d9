// One convergence together with the customers it needs, as the bridge asks for both.

import { converge, customersNeeded, type DerivedIds } from '../../shared/domain/convergence.ts'
import type { ProspectFlag } from '../../shared/domain/flags.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import type { SalesSnapshot } from '../../shared/domain/sales-outcome.ts'

export const convergeOnce = (
  prospect: Prospect,
  snapshot: SalesSnapshot,
  ids: DerivedIds,
  at: string,
  blocked?: ProspectFlag,
) => ({ ...converge(prospect, snapshot, at, blocked), ...customersNeeded(prospect, snapshot, ids) })

export type ConvergedOnce = ReturnType<typeof convergeOnce>
