// GET /headquarters/dual-write: the bridge, its queues, and what could not be carried over.

import type { DualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { renderDualWrite } from '../../shared/headquarters/pages/render-dual-write.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import type { QueueDepth } from '../../shared/platform/service-bus.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly dualWrite: DualWriteStore
  readonly queueDepths: () => Promise<readonly QueueDepth[] | undefined>
}

// A map, because the name comes from the address: an object would also answer to names such as "constructor".
const notices: ReadonlyMap<string | null, string> = new Map([
  ['paused', 'The bridge is paused. Changes are kept in order until it is resumed.'],
  ['resumed', 'The bridge runs again; what was kept is on its way.'],
  ['retried', 'The work is being done again.'],
  ['dismissed', 'The error was put aside.'],
])

const numberOf = async (
  { prospects }: HeadquartersStore,
  prospectId: string | undefined,
): Promise<{ number?: string }> => {
  const prospect = prospectId && (await prospects.readAlone(prospectId))
  return prospect ? { number: prospect.number } : {}
}

export const dualWritePage: Handler<Deps> = async ({ request }, deps) => {
  const { dualWrite, headquarters } = deps
  const [bridge, parked, found, queues] = await Promise.all([
    dualWrite.bridge.read(),
    dualWrite.bridge.countParked(),
    dualWrite.errors.newest(),
    deps.queueDepths(),
  ])
  const errors = await Promise.all(
    found.map(async (error) => ({
      ...error,
      ...(await numberOf(headquarters, error.prospectId)),
      kind: error.message?.type ?? error.queue,
      detail: staffWords.failureText(error.code),
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
