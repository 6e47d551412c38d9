// Seals the timelines that changed since they were sealed last: their digests become lines of the audit trail, some dozen
// prospects a line. Every few minutes what the log of changes has of late; once an hour all that the list of prospects says,
// which also finds a change whose row in the log was taken away.

import { hash } from 'node:crypto'
import { forMany } from '../../platform/for-many.ts'
import type { AuditTrail } from '../store/audit-trail.ts'
import type { ChangedPart, SealLook, SealRound, TimelineSeals } from '../store/timeline-seals.ts'

export type SealDeps = {
  readonly auditTrail: AuditTrail
  readonly timelineSeals: TimelineSeals
}

/** As many as an act holds values. */
const prospectsALine = 40
const lookedAtOnce = 500

const byJob = (id: 'audit' | 'seal') => ({ who: { kind: 'job', id }, on: { kind: 'job', id } }) as const

/** Clocks of hosts may differ by so much: what changed within it is looked at twice. */
const overlapMs = 600_000

/** So many seals are remembered; of what changed beyond them at once, some may be sealed twice. */
const remembered = 200

type Seals = Readonly<Record<string, string>>

const store = async ({ auditTrail }: SealDeps, job: 'audit' | 'seal', after: Seals): Promise<void> => {
  const input = hash('sha256', JSON.stringify(after), 'hex')
  const begun = await auditTrail.begin({ ...byJob(job), code: 'seal-timelines', input })
  await auditTrail.end(begun, { outcome: 'done', after })
}

/** The seal of what was noted, without when that changed. */
const sealIn = (noted: string | undefined): string | undefined => noted?.slice(noted.indexOf(' ') + 1)

/**
 * Stores the seals of prospects, but for those that are as they were sealed.
 * @returns how many it stored, and all of them with when they changed
 */
const sealAll = async (
  deps: SealDeps,
  job: 'audit' | 'seal',
  changed: ChangedPart['changed'],
  recent: Seals,
  isKnown: (prospectId: string, seal: string) => boolean = () => false,
) => {
  const found = await forMany(changed, async ({ prospectId, changedAt }) => {
    const seal = await deps.timelineSeals.sealOf(prospectId)
    return seal === undefined ? undefined : { prospectId, seal, noted: `${changedAt} ${seal}` }
  })
  const seals = found.filter((each) => each !== undefined)
  const fresh = seals.filter(
    ({ prospectId, seal }) => sealIn(recent[prospectId]) !== seal && !isKnown(prospectId, seal),
  )
  for (let from = 0; from < fresh.length; from += prospectsALine) {
    const group = fresh.slice(from, from + prospectsALine)
    await store(deps, job, Object.fromEntries(group.map(({ prospectId, seal }) => [prospectId, seal])))
  }
  return {
    sealed: fresh.length,
    recent: { ...recent, ...Object.fromEntries(seals.map(({ prospectId, noted }) => [prospectId, noted])) },
  }
}

/** What the next round may meet again. */
const newestOf = (recent: Seals, since: string): Seals =>
  Object.fromEntries(
    Object.entries(recent)
      .filter(([, noted]) => noted >= since)
      .sort(([, a], [, b]) => (a < b ? 1 : -1))
      .slice(0, remembered),
  )

const earlier = (at: string): string => (at === '' ? at : new Date(Date.parse(at) - overlapMs).toISOString())

const first: SealRound = { since: '', newest: '', recent: {} }

/**
 * Goes on with the round, and to its end unless its time is over; safe to repeat.
 * @param isOver whether the time of this run is over
 * @param known what was sealed by the log of changes, which is not sealed once more
 * @returns where the round is then, and how many timelines were sealed
 */
export const sealTimelines = async (
  deps: SealDeps,
  before: SealRound | undefined,
  isOver: () => boolean,
  now: () => Date,
  known?: SealLook,
): Promise<{ readonly round: SealRound; readonly sealed: number }> => {
  const started = (): string => now().toISOString()
  let round: SealRound = before ?? first
  if (round.place === undefined) round = { ...round, began: started() }
  const isKnown = (prospectId: string, seal: string): boolean => sealIn(known?.recent[prospectId]) === seal
  let sealed = 0
  while (!isOver()) {
    const part = await deps.timelineSeals.changedSince(round.since, round.place, lookedAtOnce)
    const stored = await sealAll(deps, 'audit', part.changed, round.recent, isKnown)
    sealed += stored.sealed
    const [newest = ''] = [round.newest, ...part.changed.map(({ changedAt }) => changedAt)].sort().reverse()
    // What changes behind a round that takes several runs is found by the next one.
    const since = earlier(round.began ?? newest)
    const recent = newestOf(stored.recent, since)
    if (part.place === undefined) return { round: { since, newest, recent }, sealed }
    round = { ...round, newest, recent, place: part.place }
  }
  return { round, sealed }
}

/** So far back a first look goes; what is older is the business of the round. */
const firstLookMs = 24 * 3_600_000

/**
 * Seals what the log of changes has since the last look; safe to repeat. A look that finds nothing reads each part of the
 * table once, and stores nothing.
 * @returns what the next look begins with, unless it stays as it was
 */
export const sealChanges = async (
  deps: SealDeps,
  before: SealLook | undefined,
  now: Date,
): Promise<{ readonly look?: SealLook; readonly sealed: number }> => {
  const { since, recent } = before ?? { since: new Date(now.getTime() - firstLookMs).toISOString(), recent: {} }
  const logged = await deps.timelineSeals.loggedSince(since)
  const changed = logged.filter(({ prospectId, changedAt }) => !recent[prospectId]?.startsWith(`${changedAt} `))
  if (changed.length === 0) return { sealed: 0 }
  const stored = await sealAll(deps, 'seal', changed, recent)
  const next = earlier(now.toISOString())
  return { look: { since: next, recent: newestOf(stored.recent, next) }, sealed: stored.sealed }
}
