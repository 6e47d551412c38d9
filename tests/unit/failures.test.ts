// What staff read of work that was given up.

import { describe, expect, it } from 'vitest'
import { failureCodes } from '../../shared/domain/failures.ts'
import { failureText } from '../../shared/languages/staff/en/failures.ts'

const nothingKnown = 'This could not be done.'

describe('the text of a failure', () => {
  it.each(failureCodes)('is a sentence of its own for %s', (code) => {
    expect(failureText(code)).toMatch(/^[A-Z].{15,}\.$/)
    expect(failureText(code)).not.toBe(nothingKnown)
    expect(failureCodes.filter((other) => failureText(other) === failureText(code))).toEqual([code])
  })

  it.each(['sales-0x80048D19', 'sales-0x80048d19'])('of %s says what is to be installed', (code) => {
    expect(failureText(code)).toContain('npm run sales:install')
  })

  it.each([
    ['sales-http-503', /Sales/],
    ['sales-unreachable', /Sales/],
    ['http-400 personalizations.0.to.0.email', /mail provider refused/],
    ['ECONNREFUSED', /mail provider could not be reached/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /mail provider could not be reached/],
  ])('of %s says whose code it is', (code, words) => {
    expect(failureText(code)).toMatch(words)
  })

  it.each(['', 'a-code-of-later', 'constructor', 'toString'])('of "%s" is the one for what is not known', (code) => {
    expect(failureText(code)).toBe(nothingKnown)
  })
})
