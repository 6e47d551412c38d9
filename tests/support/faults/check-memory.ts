// Invariant I22: what was erased stays erased, wherever it was, and nothing else is.

import type { Prospect } from '../../../shared/domain/prospect.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'
import type { World } from './world.ts'

const rule: Invariant = 'I22 what was erased stays erased'

const isErased = (prospect: Prospect | undefined): boolean => prospect?.erased !== undefined

/** Rows that say something of a request, by a name that only it has, or that point at it from where hashes stand. */
const remains = (world: World, prospectId: string, name: string): string[] => {
  const word = name.toLowerCase()
  const tables = [world.channel, world.headquarters, world.errors].flatMap((table) => table.rows())
  const said = [...tables, ...world.queues.waiting].filter((row) => JSON.stringify(row).toLowerCase().includes(word))
  const pointing = tables.filter(
    ({ partition, key, value }) =>
      (key.startsWith('address|') ||
        key.startsWith('list|begin') ||
        key.startsWith('list|Mails') ||
        (partition === 'match' && !key.startsWith('number|'))) &&
      JSON.stringify([key, value]).includes(prospectId),
  )
  const beside = tables.filter(({ key }) => key.startsWith(`${prospectId}|m|`))
  return [...said, ...pointing, ...beside].map((row) => ('key' in row ? row.key : 'a message'))
}

export const checkMemory = (
  world: World,
  { prospects }: Everything,
  report: (invariant: Invariant, what: string) => void,
): void => {
  const { ended } = world.memory
  for (const { prospect } of prospects)
    if (isErased(prospect) && !ended.has(prospect.prospectId))
      report(rule, `${prospect.number} was erased, and nobody wanted that`)
  for (const [prospectId, name] of ended) {
    const found = prospects.find(({ prospect }) => prospect.prospectId === prospectId)?.prospect
    if (!isErased(found)) report(rule, `${prospectId} is ${found?.status}, and not erased`)
    for (const what of remains(world, prospectId, name)) report(rule, `${prospectId} is told of by ${what}`)
    const proofs = world.headquarters
      .rows()
      .filter(({ key, value }) => key.startsWith('line|') && /"act":"erase-prospect"/.test(JSON.stringify(value)))
      .filter(({ value }) => JSON.stringify(value).includes(prospectId))
    if (proofs.length !== 2) report(rule, `${prospectId} is proved by ${proofs.length} lines`)
  }
}
