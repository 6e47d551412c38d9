// Invariant I18: hierarchies are as staff left them. Members have the terms that were chosen or copied, the name stays, and
// each channel knows at last whether it has the partner.

import type { UserView } from '../../../shared/channel/partner.ts'
import type { Change } from '../../../shared/channel/store/change-feed.ts'
import { toldUser } from './before-its-time.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'
import type { World } from './world.ts'

type Report = (invariant: Invariant, what: string) => void

const terms: Invariant = 'I18 members have the terms that staff chose'
const named: Invariant = 'I18 a hierarchy is called as staff said'
const linked: Invariant = 'I18 a channel knows whether it has the partner'

/** What a channel was told last of each user, of what was told to all channels as well. */
const lastTold = (world: World, channel: string): Map<string, string> => {
  const rows = world.channel
    .rows()
    .filter(({ key }) => key.startsWith(`change|${channel}|`) || key.startsWith('change|*|'))
    .map(({ value }) => value as Change & { readonly sequence: number })
    .toSorted((a, b) => a.sequence - b.sequence)
  return new Map(rows.filter(({ type }) => type === 'user').map(({ id, status }) => [id, status]))
}

export const checkUpkeep = (world: World, { customers, hierarchies }: Everything, report: Report): void => {
  const { upkeep } = world
  for (const [customerId, chosen] of upkeep.terms) {
    const customer = customers.find((each) => each.customerId === customerId)
    for (const [path, text] of Object.entries(chosen)) {
      const has = (customer as unknown as Readonly<Record<string, string>> | undefined)?.[path] ?? ''
      if (has !== text) report(terms, `${customerId} has ${path} ${has}, chosen was ${text}`)
    }
  }
  if (upkeep.name !== undefined)
    for (const { hierarchyId, name } of hierarchies)
      if (name !== upkeep.name) report(named, `${hierarchyId} is called ${name}`)
  if (!upkeep.channels) return
  const views = world.channel
    .rows()
    .flatMap(({ key, value }) => (toldUser(key) === undefined ? [] : [value as UserView]))
  for (const channel of ['default', 'outlet']) {
    const told = lastTold(world, channel)
    const isOn = upkeep.channels.length === 0 || upkeep.channels.includes(channel)
    for (const { userId, status } of views) {
      const last = told.get(userId)
      if (isOn ? last !== status : last !== undefined && last !== 'Removed')
        report(linked, `${channel} was told ${last} of ${userId}, who is ${status}`)
    }
  }
}
