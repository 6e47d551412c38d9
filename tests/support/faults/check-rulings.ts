// Invariant I19: what staff decided in headquarters, and were told was done, holds: it is carried out once, nothing that was
// taken back takes effect, Sales changes nothing of it, and where it decides otherwise people are told.

import { isDecidedHere, isHeldBackHere, isObstacle, isRuled } from '../../../shared/domain/ruling.ts'
import { type Invariant, statusInSales } from './invariants.ts'
import type { Entry, Everything, Reading } from './reading.ts'
import type { World } from './world.ts'

const rule: Invariant = 'I19 what staff decided holds'

const ends = new Set(['ruling-taken-back', 'prospect-approved', 'prospect-rejected'])

/** A decision that was made while another one of staff stood. One that cannot be carried out gives way to another. */
const isDoubled = (timeline: readonly Entry[]): boolean => {
  let standing = 0
  for (const entry of timeline) {
    const { code } = entry
    if (code === 'ruling-made') standing += 1
    if (ends.has(code) || (code === 'flagged' && isObstacle(entry.flag))) standing = 0
    if (standing > 1) return true
  }
  return false
}

const wrongOf = (world: World, { prospect, timeline }: Reading): string | undefined => {
  const { prospectId, status, flags, withdrawn } = prospect
  if (isDoubled(timeline)) return 'was decided here twice'
  if (world.staff.rulings.get(prospectId) === 'doubled') return 'was decided here by two who were both told so'
  if (isRuled(prospect)) return isHeldBackHere(prospect) ? undefined : 'was decided here, and nothing came of it'
  const told = world.staff.rulings.get(prospectId)
  const isHere = isDecidedHere(prospect)
  if (told === 'none' && isHere) return 'was taken back here, and stands'
  if ((told === 'Approved' || told === 'Rejected') && !withdrawn && !(isHere && status === told))
    return `was ${told} here, and is ${status}`
  const inSales = statusInSales(world, prospectId)
  const differs = (inSales === 'Approved' || inSales === 'Rejected') && inSales !== status
  return isHere && differs && !flags.includes('decided-otherwise') ? 'is decided otherwise in Sales, untold' : undefined
}

export const checkRulings = (
  world: World,
  { prospects }: Everything,
  report: (invariant: Invariant, what: string) => void,
): void => {
  for (const reading of prospects) {
    const wrong = wrongOf(world, reading)
    if (wrong !== undefined) report(rule, `${reading.prospect.prospectId} ${wrong}`)
  }
}
