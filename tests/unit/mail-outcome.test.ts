// What a failure to hand over a mail means.
import { describe, expect, it } from 'vitest'
import { failureOfConnection, failureOfStatus } from '../../shared/mail/mail-outcome.ts'

describe('a failure to hand over a mail', () => {
  it('is safe to repeat when nothing was written yet', () => {
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED']) {
      expect(failureOfConnection(code)).toBe('transient')
    }
  })

  it('may have been a success when the connection broke, timed out, or failed in a way nobody foresaw', () => {
    for (const code of ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'E_NEVER_SEEN']) {
      expect(failureOfConnection(code)).toBe('unknown')
    }
  })

  it('is final for every refusal but a few that pass', () => {
    const passing = Array.from({ length: 100 }, (_, at) => 400 + at).filter(
      (each) => failureOfStatus(each) !== 'permanent',
    )
    expect(passing).toEqual([408, 425, 429])
  })

  it('passes for every trouble of the service, except where a gateway cannot tell', () => {
    const unclear = Array.from({ length: 100 }, (_, at) => 500 + at).filter(
      (each) => failureOfStatus(each) !== 'transient',
    )
    expect(unclear.map((status) => [status, failureOfStatus(status)])).toEqual([
      [502, 'unknown'],
      [504, 'unknown'],
    ])
  })

  it('is unclear for a success that is no acceptance', () => {
    expect([200, 201, 204].map(failureOfStatus)).toEqual(['unknown', 'unknown', 'unknown'])
    expect(failureOfStatus(302)).toBe('permanent')
  })
})
