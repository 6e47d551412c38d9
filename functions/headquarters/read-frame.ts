// What every page of headquarters says beside its own matter: whether the bridge runs, and who looks at it.

import type { Viewer } from '../../shared/headquarters/access.ts'
import type { StaffFrame } from '../../shared/headquarters/pages/bridge-banner.ts'
import type { Visit } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'

type Who = Pick<Visit, 'actor' | 'role' | 'desk'>

/** Who looks at a page, as pages take it. */
export const viewerOf = ({ actor, role, desk }: Who): Viewer => ({ who: actor, role, desk })

/** One small read; a page does not fail for it. */
export const readFrame = async (visit: Who, readBridge: ReadBridge): Promise<StaffFrame> => ({
  bridge: await readBridge(),
  viewer: viewerOf(visit),
})
