// The stories in which every single fault is tried, each with what it begins from.

import { approve, changedCustomers, lost, type Scenario, scenarios } from './scenarios.ts'
import { type TrialOptions, trial } from './trial.ts'

export type Story = { readonly name: string; readonly scenario: Scenario; readonly options: TrialOptions }

/** All of them; what follows an approval is tried from there on, since the approval is a story of its own. */
export const storiesOfFaults = async (): Promise<Story[]> => {
  const { world: approved } = await trial(approve, new Map())
  return [
    ...Object.entries(scenarios).map(([name, scenario]) => ({
      name,
      scenario,
      options: { onceMore: true, ...(scenario === changedCustomers ? { begin: approved } : {}) },
    })),
    // Told of every mail it took, the app sends none twice, whatever happens.
    { name: 'approve, with mail events', scenario: approve, options: { onceMore: true, mailEvents: true } },
    { name: 'lost, with mail events', scenario: lost, options: { onceMore: true, mailEvents: true } },
  ]
}
