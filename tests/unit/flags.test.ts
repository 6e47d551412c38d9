// What staff read of flags.

import { describe, expect, it } from 'vitest'
import { flagCodes, isCustomerFlag, isFlagOf } from '../../shared/domain/flags.ts'
import { flagName, flagWords } from '../../shared/languages/staff/en/flags.ts'

describe('every flag', () => {
  it.each(flagCodes)('%s has a name of its own, says what is the matter and what ends it', (code) => {
    const { name, sentence, whatToDo } = flagWords[code]
    expect(flagCodes.filter((other) => flagWords[other].name === name)).toEqual([code])
    for (const text of [sentence, whatToDo]) expect(text).toMatch(/^[A-Z].{20,}\.$/)
    expect(whatToDo).not.toBe(sentence)
  })

  it('is called by its name, and text that is no code stays as it is', () => {
    expect(['no-email', 'of later', 'constructor'].map(flagName)).toEqual([
      'No e-mail address',
      'of later',
      'constructor',
    ])
  })

  it('of a customer belongs to one type of customers', () => {
    for (const code of flagCodes) {
      const types = (['Organization', 'Person'] as const).filter((type) => isFlagOf(type, code))
      expect(types).toHaveLength(isCustomerFlag(code) ? 1 : 0)
    }
  })
})
