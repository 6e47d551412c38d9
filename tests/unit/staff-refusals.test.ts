// What headquarters refuses on its pages is said to people: no word of how programs send things.

import { expect, it } from 'vitest'
import { describedRoutes } from '../../functions/described-routes.ts'
import { refusalsOf } from '../../functions/route.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'

const onPages = Object.values(describedRoutes).filter(({ kind }) => kind === 'headquarters page')
const codes = [...new Set(onPages.flatMap(refusalsOf))]
const ofPrograms = /\b(?:body|members?|JSON|UTF|content-|media type|cursor|headers?|chunks?|tokens?|requests?|ASCII)\b/i

it.each(codes)('%s says what went wrong and what to do, in words of people', (code) => {
  const said = staffWords.refusals[code]
  expect(said).not.toMatch(ofPrograms)
  expect(said).toMatch(/^[A-Z].*\.$/)
})

it('pages of headquarters can refuse in many ways', () => expect(codes.length).toBeGreaterThan(10))
