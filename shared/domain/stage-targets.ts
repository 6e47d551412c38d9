// How long a prospect may stay in a stage until somebody should have moved it on (PARTNERS I6).

import { type SalesStage, salesStages } from './sales-outcome.ts'

/** In working time, milliseconds; a second one where somebody else is told as well. */
export type StageTarget = { readonly first: number; readonly second?: number }

/** Targets of stages; `Open` is that of all others of an open prospect. */
export type StageTargets = ReadonlyMap<SalesStage | 'Open', StageTarget>

const hourMs = 3_600_000
const form = /^([A-Z][A-Za-z ]*?) *= *([1-9]\d{0,3})(?: *\/ *([1-9]\d{0,3}))?$/

const isStage = (name: string): name is SalesStage | 'Open' =>
  name === 'Open' || salesStages.some((stage) => stage === name)

/**
 * Reads hours such as `Open=40, Lead open=16/40`.
 * @returns `undefined` where one cannot be read, a stage stands there twice, or a second target is no later than the first
 */
export const readStageTargets = (text: string): StageTargets | undefined => {
  const targets = new Map<SalesStage | 'Open', StageTarget>()
  for (const item of text.split(',').map((each) => each.trim())) {
    if (item === '') continue
    const [, name = '', first, second] = form.exec(item) ?? []
    if (!isStage(name) || targets.has(name)) return undefined
    if (second !== undefined && Number(second) <= Number(first)) return undefined
    targets.set(name, {
      first: Number(first) * hourMs,
      ...(second === undefined ? {} : { second: Number(second) * hourMs }),
    })
  }
  return targets
}

export const targetOf = (targets: StageTargets, stage: SalesStage): StageTarget | undefined =>
  targets.get(stage) ?? targets.get('Open')
