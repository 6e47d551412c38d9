// The reasons for a rejection, as the setting REJECT_REASONS says them.

import { describe, expect, it } from 'vitest'
import { readRejectReasons } from '../../shared/domain/reject-reasons.ts'

const problemsOf = (setting: unknown) =>
  readRejectReasons(typeof setting === 'string' ? setting : JSON.stringify(setting)).problems

describe('the reasons of a rejection', () => {
  it('are the built-in ones without a setting, of which some are public', () => {
    const { reasons, problems } = readRejectReasons('')
    expect(problems).toEqual([])
    expect(reasons.filter(({ isPublic }) => isPublic).length).toBeGreaterThan(0)
    expect(reasons.filter(({ isPublic }) => !isPublic).length).toBeGreaterThan(0)
  })

  it('are those of the setting, internal unless it says otherwise', () => {
    const setting = [
      { code: 'closed', public: true, texts: { en: 'We are closed.', nl: 'Wij zijn gesloten.' } },
      { code: 'rumour', texts: { en: 'Staff heard something.' } },
    ]
    const wanted = [
      { code: 'closed', isPublic: true, texts: setting[0]?.texts },
      { code: 'rumour', isPublic: false, texts: setting[1]?.texts },
    ]
    expect(readRejectReasons(JSON.stringify(setting))).toEqual({ reasons: wanted, problems: [] })
    // As a deployment hands it on: the inside of a JSON text.
    expect(readRejectReasons(JSON.stringify(JSON.stringify(setting)).slice(1, -1)).reasons).toEqual(wanted)
  })

  it.each([
    ['not JSON', '[{]', /^REJECT_REASONS: is not JSON/],
    ['no list', {}, /^REJECT_REASONS: must be a list/],
    ['an empty list', [], /^REJECT_REASONS: must be a list/],
    [
      'fifty-one',
      Array.from({ length: 51 }, (_, at) => ({ code: `r${at}`, texts: { en: 'x' } })),
      /^REJECT_REASONS: must be/,
    ],
    ['no code', [{ texts: { en: 'x' } }], /^REJECT_REASONS\[0\]\.code: is missing/],
    ['a code in capitals', [{ code: 'No', texts: { en: 'x' } }], /^REJECT_REASONS\[0\]\.code: must be/],
    ['no text', [{ code: 'no', texts: {} }], /^REJECT_REASONS\[0\]\.texts: must have/],
    ['a text of blanks', [{ code: 'no', texts: { en: ' ' } }], /^REJECT_REASONS\[0\]\.texts\.en: must be/],
    ['a language there is not', [{ code: 'no', texts: { fr: 'x' } }], /^REJECT_REASONS\[0\]\.texts\.fr: is not known/],
    [
      'a member there is not',
      [{ code: 'no', texts: { en: 'x' }, mail: true }],
      /^REJECT_REASONS\[0\]\.mail: is not known/,
    ],
    ['public as a word', [{ code: 'no', texts: { en: 'x' }, public: 'yes' }], /^REJECT_REASONS\[0\]\.public: must be/],
    [
      'a code twice',
      [1, 2].map(() => ({ code: 'no', texts: { en: 'x' } })),
      /^REJECT_REASONS\[1\]\.code: is there twice/,
    ],
  ])('are refused with their place: %s', (_, setting, problem) => {
    expect(problemsOf(setting)).toEqual([expect.stringMatching(problem)])
  })
})
