// Stories of partners that staff import from a file, and import once more.

import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'

const tries = 6

const names = ['Imported One', 'Imported Two', 'Imported Three']
const file = [
  'organization.name,admin.lastName,admin.email,invite',
  ...names.map((name, at) => `${name},Berg,admin${at}@imported.example,${at === 2 ? 'no' : 'yes'}`),
  'Imported Four,Berg,admin0@imported.example,',
].join('\n')

/** Staff order it until there is an answer. */
const order = async (runner: Runner, importId: string): Promise<void> => {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const ended = await runner.attempt((app) => app.importPartners(importId, file))
    if (typeof ended === 'string') continue
    const { upkeep } = runner.world
    upkeep.imports = [...(upkeep.imports ?? []), importId]
    upkeep.imported = names
    return
  }
  throw new Error('Staff never had an answer.')
}

const importHalfDone: Scenario = async (runner) => {
  await order(runner, 'import-1')
  await runner.quiet()
  // The same file again changes nothing.
  await order(runner, 'import-2')
  await runner.quiet()
}

export const importScenarios = { 'import half done': importHalfDone } as const
