// Invariant I14: a site that asked to be told of changes is told of each of them, and knows what it was told before.

import type { CloudEvent } from '../../../shared/channel/cloud-events.ts'
import type { Change } from '../../../shared/channel/store/change-feed.ts'
import type { Invariant } from './invariants.ts'
import type { World } from './world.ts'

const told: Invariant = 'I14 a site is told of every change'

type Named = Pick<Change, 'id' | 'organizationId' | 'revision'>
type Body = { readonly data: { readonly changes: readonly Named[] } } | readonly CloudEvent[]

const nameOf = ({ id, organizationId }: Named): string => [id, organizationId].join(' ')

const eventAbout = ({ subject, data }: CloudEvent): Named => ({
  id: subject,
  revision: data.revision,
  ...('userId' in data && 'organizationId' in data ? { organizationId: String(data.organizationId) } : {}),
})

const namedIn = (body: Body): readonly Named[] => ('data' in body ? body.data.changes : body.map(eventAbout))

export const checkSite = ({ site, channel }: World, report: (invariant: Invariant, what: string) => void): void => {
  if (!site.isTold) return
  const bodies = new Map<string, string>()
  for (const { id, body } of site.hints) {
    const before = bodies.get(id)
    if (before !== undefined && before !== body) report(told, `${id} was told twice, and differently`)
    bodies.set(id, body)
  }
  // Of two revisions the later one is enough: it is what the site reads.
  const known = new Map<string, number>()
  for (const named of [...bodies.values()].flatMap((body) => namedIn(JSON.parse(body) as Body)))
    known.set(nameOf(named), Math.max(named.revision, known.get(nameOf(named)) ?? 0))
  for (const { key, value } of channel.rows()) {
    if (!key.startsWith('change|') && !(site.takesEvents && key.startsWith('change-mail|'))) continue
    const change = value as Change
    if ((known.get(nameOf(change)) ?? 0) < change.revision) report(told, `${key} was never told`)
  }
}
