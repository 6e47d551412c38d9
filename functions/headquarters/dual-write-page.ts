// GET /headquarters/dual-write: the bridge, its queues, and what could not be carried over.

import type { Prospect } from '../../shared/domain/prospect.ts'
import { countParked, readBridge } from '../../shared/dual-write/bridge.ts'
import { catchUpErrors } from '../../shared/dual-write/catch-up-errors.ts'
import { prospectKey } from '../../shared/headquarters/keys.ts'
import { renderDualWrite } from '../../shared/headquarters/pages/render-dual-write.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import { shardOf } from '../../shared/platform/ids.ts'
import type { QueueDepth } from '../../shared/platform/service-bus.ts'
import type { Table } from '../../shared/platform/table.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly headquarters: Table
  readonly errors: Table
  readonly queueDepths: () => Promise<readonly QueueDepth[] | undefined>
}

// A map, because the name comes from the address: an object would also answer to names such as "constructor".
const notices: ReadonlyMap<string | null, string> = new Map([
  ['paused', 'The bridge is paused. Changes are kept in order until it is resumed.'],
  ['resumed', 'The bridge runs again; what was kept is on its way.'],
  ['retried', 'The work is being done again.'],
  ['dismissed', 'The error was put aside.'],
])

const numberOf = async (table: Table, prospectId: string | undefined): Promise<{ number?: string }> => {
  const row = prospectId && (await table.read<Prospect>(shardOf(prospectId), prospectKey(prospectId)))
  return row ? { number: row.value.number } : {}
}

export const dualWritePage: Handler<Deps> = async ({ request }, deps) => {
  const [bridge, parked, rows, queues] = await Promise.all([
    readBridge(deps.errors),
    countParked(deps.errors),
    catchUpErrors(deps.errors),
    deps.queueDepths(),
  ])
  const errors = await Promise.all(
    rows.map(async ({ value }) => ({
      ...value,
      ...(await numberOf(deps.headquarters, value.prospectId)),
      kind: value.message?.type ?? value.queue,
      detail: staffWords.failureText(value.code),
    })),
  )
  const text = notices.get(request.query.get('done'))
  return page(
    renderDualWrite({
      state: bridge.state,
      pausedBy: bridge.by,
      reason: bridge.reason,
      parked,
      queues,
      errors,
      ...(text ? { notice: { tone: 'good', text } as const } : {}),
    }),
  )
}
