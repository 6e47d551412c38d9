// The bridge pauses, waits and goes on by itself: each of these is an act of the audit trail, and none of them takes back
// what somebody else did to the switch meanwhile.

import type { ActValues } from '../domain/acts.ts'
import type { Log } from '../domain/log-events.ts'
import type { AuditTrail } from '../headquarters/store/audit-trail.ts'
import { describeError } from '../platform/log.ts'
import type { BridgeState, BridgeSwitch } from './store/bridge-switch.ts'

/** Who switches by themselves: too many errors, a Sales that does not answer, and the job that finds it answering again. */
export type SwitchedBy = 'breaker' | 'bridge' | 'catch-up'

export type Switched = BridgeState & { readonly by: SwitchedBy }

/** Switches, unless the switch is not as it was read any more. Costs eight storage transactions. */
export type SwitchBridge = (before: BridgeState, next: Switched) => Promise<'written' | 'conflict'>

export type SwitchDeps = {
  readonly bridge: Pick<BridgeSwitch, 'replace'>
  readonly auditTrail: AuditTrail
  readonly log: Log
}

/** The switch as values of the audit trail; a reason by its code. */
export const bridgeValues = ({ state, by, reason }: BridgeState): ActValues => ({
  state,
  ...(by ? { by } : {}),
  ...(reason ? { reason: reason.code === 'typed' ? reason.text : reason.code } : {}),
  ...(reason?.code === 'too-many-errors' ? { errors: String(reason.errors), minutes: String(reason.minutes) } : {}),
})

/** The line is stored before the switch; the same switching, cut off and tried again, is the same act. */
export const createSwitchBridge =
  ({ bridge, auditTrail, log }: SwitchDeps): SwitchBridge =>
  async (before, next) => {
    const begun = await auditTrail.begin({
      who: { kind: next.by === 'catch-up' ? 'job' : 'bridge', id: next.by },
      code: next.state === 'running' ? 'resume-bridge' : 'pause-bridge',
      on: { kind: 'dual-write', id: 'bridge' },
      ...(next.reason ? { why: next.reason.code } : {}),
      input: JSON.stringify([before.state, before.by, before.at]),
    })
    const outcome = await bridge.replace(before, next)
    try {
      await auditTrail.end(
        begun,
        outcome === 'written'
          ? { outcome: 'done', before: bridgeValues(before), after: bridgeValues(next) }
          : { outcome: 'nothing' },
      )
    } catch (error) {
      // It is switched, and its line stands; only its end is missing.
      log.error('audit-not-ended', { type: begun.act.code, error: describeError(error) })
    }
    return outcome
  }
