// Planted mistakes in decisions that staff make in headquarters.

import { done } from '../../../shared/domain/work-result.ts'
import type { Variant } from './app.ts'
import { withTable, withValues } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

const rule = 'I19 what staff decided holds'
const isProspect = (key: string): boolean => key.endsWith('|a')

/** What was stored as taken back stands there still. */
const neverTakenBack = (): Variant => {
  const kept = new Map<string, unknown>()
  return withValues('headquarters', (key, value) => {
    if (!isProspect(key)) return value
    if (value['ruling'] !== undefined) kept.set(key, value['ruling'])
    const ruling = kept.get(key)
    return value['status'] === 'Open' && ruling !== undefined ? { ...value, ruling } : value
  })
}

export const deskMutants: Readonly<Record<string, Mutant>> = {
  'a decision that is taken back and stands': {
    variant: neverTakenBack(),
    shows: 'undo at the last moment',
    caughtBy: rule,
  },
  'a decision that Sales may overrule': {
    variant: withValues('headquarters', (key, value) => {
      const decision = value['decision'] as Readonly<Record<string, unknown>> | undefined
      return isProspect(key) && decision?.['here'] ? { ...value, decision: { ...decision, here: undefined } } : value
    }),
    shows: 'decide here while Sales decides there',
    caughtBy: rule,
  },
  'two Approvers who do not see each other': {
    variant: withTable('headquarters', (table) => ({
      write: (partition, writes) =>
        table.write(
          partition,
          writes.map((write) =>
            isProspect(write.key) && write.op !== 'delete' ? { op: 'put', key: write.key, value: write.value } : write,
          ),
        ),
    })),
    shows: 'two Approvers at once',
    caughtBy: rule,
  },
  'a decision told to nobody who works': {
    variant: {
      piece: {
        works: (works) => ({
          ...works,
          'sales-changes': async (message) =>
            message.type === 'decide-prospect' ? done : works['sales-changes'](message),
        }),
      },
    },
    shows: 'approve in headquarters',
    caughtBy: 'I6 nothing stuck or given up',
  },
}
