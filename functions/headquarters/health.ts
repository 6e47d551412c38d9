// GET /api/health: whether the app can do its first duty, storing requests. Strangers learn no more than that; staff learn
// which neighbour is out of reach.

import type { CheckAccess } from '../../shared/headquarters/access.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { isUsable, type Probe } from './probe.ts'

type Deps = {
  readonly access: CheckAccess
  readonly probes: { readonly storage: Probe; readonly serviceBus: Probe; readonly sales?: Probe }
}

export const health: Handler<Deps> = async ({ request, refuse }, { access, probes }) => {
  const isStaff = (await access(request, 'Headquarters.Reader')).outcome === 'allowed'
  const asked: [string, Probe][] = isStaff ? Object.entries(probes) : [['storage', probes.storage]]
  const found = await Promise.all(asked.map(async ([name, one]) => ({ name, isUp: await isUsable(one) })))
  const down = found.filter(({ isUp }) => !isUp).map(({ name }) => name)
  if (down.includes('storage')) {
    const errors = down.map((path) => ({ path, code: 'unreachable', message: 'This cannot be reached.' }))
    return refuse('temporarily-unavailable', isStaff ? errors : undefined)
  }
  const neighbours = Object.fromEntries(found.map(({ name, isUp }) => [name, isUp ? 'up' : 'down']))
  return json(200, { status: 'healthy', ...(isStaff ? { neighbours } : {}) })
}
