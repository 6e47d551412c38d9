// The stories in which every single fault is tried, each with what it begins from.

import { approve, changedCustomers, lost, type Scenario, scenarios, toLead } from './scenarios.ts'
import { partnersKeptElsewhere } from './scenarios-elsewhere.ts'
import { youngerThanTheCopy } from './scenarios-restored.ts'
import { type TrialOptions, trial } from './trial.ts'
import type { World } from './world.ts'

export type Story = { readonly name: string; readonly scenario: Scenario; readonly options: TrialOptions }

/** All of them; what follows an approval is tried from there on, since the approval is a story of its own. */
export const storiesOfFaults = async (): Promise<Story[]> => {
  const { world: approved } = await trial(approve, new Map())
  const { world: elsewhere } = await trial(partnersKeptElsewhere(toLead), new Map())
  const { world: younger } = await trial(youngerThanTheCopy(toLead), new Map())
  const beginnings: ReadonlyMap<Scenario, World> = new Map([
    [changedCustomers, approved],
    [scenarios['kept elsewhere'], elsewhere],
    [scenarios['restored organization'], younger],
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
