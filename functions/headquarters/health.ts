// GET /api/health: whether the app can do its first duty, storing requests. Strangers learn no more than that; staff learn
// which neighbour is out of reach.

import type { CheckAccess } from '../../shared/headquarters/access.ts'
import { json } from '../../shared/platform/http.ts'
import type { Serve } from '../serve.ts'
import { isReached, type Reach } from './reach.ts'

type Deps = {
  readonly access: CheckAccess
  readonly reach: { readonly storage: Reach; readonly serviceBus: Reach; readonly sales: Reach }
}

export const health = (serve: Serve, { access, reach }: Deps): void =>
  serve('Health', async ({ request, refuse }) => {
    const isStaff = access(request, 'Headquarters.Reader').outcome === 'allowed'
    const asked: [string, Reach][] = isStaff ? Object.entries(reach) : [['storage', reach.storage]]
    const found = await Promise.all(asked.map(async ([name, one]) => ({ name, isUp: await isReached(one) })))
    const down = found.filter(({ isUp }) => !isUp).map(({ name }) => name)
    if (down.includes('storage')) {
      const errors = down.map((path) => ({ path, code: 'unreachable', message: 'This cannot be reached.' }))
      return refuse('temporarily-unavailable', isStaff ? errors : undefined)
    }
    const neighbours = Object.fromEntries(found.map(({ name, isUp }) => [name, isUp ? 'up' : 'down']))
    return json(200, { status: 'healthy', ...(isStaff ? { neighbours } : {}) })
  })
