// The stories in which every single fault is tried, each with what it begins from.

import { approve, changedCustomers, lost, type Scenario, scenarios, toLead } from './scenarios.ts'
import { partnersKeptElsewhere } from './scenarios-elsewhere.ts'
import { rejectedLongAgo } from './scenarios-memory.ts'
import { youngerThanTheCopy } from './scenarios-restored.ts'
import { hasTwoUsers } from './scenarios-upkeep.ts'
import { hasEva, hasSecondAdmin } from './scenarios-users.ts'
import { type TrialOptions, trial } from './trial.ts'
import type { World } from './world.ts'

export type Story = { readonly name: string; readonly scenario: Scenario; readonly options: TrialOptions }

export const storiesOfUsers = [
  'add a user',
  'edit an address',
  'remove a user',
  'last admin',
  'contact deactivated',
  'two Admins at once',
  'site is told',
  'site takes events',
  'merged contact',
  'merged users',
  'merged account',
  'override half done',
  'undo an override',
  'rename a hierarchy',
] as const

/** Those in which Eva is a user from the beginning. */
const withEvaAlready = [
  'edit an address',
  'remove a user',
  'contact deactivated',
  'merged contact',
  'merged users',
  'merged account',
] as const

/** All of them; what follows an approval is tried from there on, since the approval is a story of its own. */
export const storiesOfFaults = async (): Promise<Story[]> => {
  const { world: approved } = await trial(approve, new Map())
  const { world: elsewhere } = await trial(partnersKeptElsewhere(toLead), new Map())
  const { world: younger } = await trial(youngerThanTheCopy(toLead), new Map())
  const { world: withEva } = await trial(hasEva, new Map(), { begin: approved })
  const { world: withTwo } = await trial(hasSecondAdmin, new Map(), { begin: withEva })
  const { world: withUsers } = await trial(hasTwoUsers, new Map(), { begin: approved })
  const { world: longAgo } = await trial(rejectedLongAgo(toLead), new Map())
  const beginnings: ReadonlyMap<Scenario, World> = new Map([
    [changedCustomers, approved],
    [scenarios['credit both ways'], approved],
    [scenarios['credit proposed and confirmed'], approved],
    [scenarios['kept elsewhere'], elsewhere],
    [scenarios['restored organization'], younger],
    [scenarios['memory ends'], longAgo],
    [scenarios['add a user'], approved],
    [scenarios['override half done'], withUsers],
    [scenarios['undo an override'], withUsers],
    [scenarios['rename a hierarchy'], withEva],
    ...withEvaAlready.map((name): [Scenario, World] => [scenarios[name], withEva]),
    ...(['last admin', 'two Admins at once'] as const).map((name): [Scenario, World] => [scenarios[name], withTwo]),
  ])
  return [
    ...Object.entries(scenarios).map(([name, scenario]) => {
      const begin = beginnings.get(scenario)
      return { name, scenario, options: { onceMore: true, ...(begin ? { begin } : {}) } }
    }),
    // Told of every mail it took, the app sends none twice, whatever happens.
    { name: 'approve, with mail events', scenario: approve, options: { onceMore: true, mailEvents: true } },
    { name: 'lost, with mail events', scenario: lost, options: { onceMore: true, mailEvents: true } },
  ]
}
