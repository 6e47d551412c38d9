// Targets of stages as a setting has them, and what the clock of a stage says.

import { describe, expect, it } from 'vitest'
import { readStageTargets, targetOf } from '../../shared/domain/stage-targets.ts'
import { createCalendar, readWorkingTime } from '../../shared/domain/working-time.ts'
import { clockOf as clockNow, type StageClocks } from '../../shared/headquarters/stage-clock.ts'

const hour = 3_600_000
const clocksOf = (targets: string): StageClocks => {
  const time = readWorkingTime('Mon-Fri 09:00-17:00 UTC')
  const read = readStageTargets(targets)
  if (!time || !read) throw new Error('The samples are wrong.')
  return { calendar: createCalendar(time), targets: read }
}
const line = {
  status: 'Open',
  stage: 'Lead open',
  createdAt: '2026-11-26T09:00:00.000Z',
  stageSince: '2026-11-27T15:00:00.000Z',
} as const
const at = (text: string): number => Date.parse(text)
const clockOf = (clocks: StageClocks, of: Parameters<typeof clockNow>[1], now: number) =>
  clockNow({ ...clocks, at: now }, of)

describe('the setting', () => {
  it('names hours of stages, and those of all others', () => {
    const targets = readStageTargets('Open=40, Lead open=16/40,Opportunity open = 80')
    expect(targets && targetOf(targets, 'Lead open')).toEqual({ first: 16 * hour, second: 40 * hour })
    expect(targets && targetOf(targets, 'Opportunity open')).toEqual({ first: 80 * hour })
    expect(targets && targetOf(targets, 'Lead qualified')).toEqual({ first: 40 * hour })
    expect(readStageTargets('')).toEqual(new Map())
  })

  it.each(['Lead=4', 'Lead open', 'Lead open=0', 'Lead open=4/4', 'Lead open=8/4', 'Open=1,Open=2', 'Open=1.5', '4'])(
    'refuses %j',
    (text) => {
      expect(readStageTargets(text)).toBeUndefined()
    },
  )
})

describe('the clock of a stage', () => {
  const clocks = clocksOf('Lead open=4/12')

  it('says when the target is over, and which ones are', () => {
    const dueAt = at('2026-11-30T11:00:00Z')
    expect(clockOf(clocks, line, dueAt)).toEqual({ dueAt })
    expect(clockOf(clocks, line, dueAt + 1)).toEqual({ dueAt, overdue: 'first' })
    expect(clockOf(clocks, line, at('2026-12-01T11:00:00.001Z'))).toEqual({ dueAt, overdue: 'second' })
  })

  it('says nothing of what is decided, or of a stage without a target', () => {
    expect(clockOf(clocks, { ...line, status: 'Rejected' }, at('2027-01-01T00:00:00Z'))).toBeUndefined()
    expect(clockOf(clocks, { ...line, stage: 'Opportunity open' }, at('2027-01-01T00:00:00Z'))).toBeUndefined()
  })

  it('counts from when it came where nobody noted since when it is there', () => {
    const { stageSince: _, ...early } = line
    expect(clockOf(clocks, early, 0)).toEqual({ dueAt: at('2026-11-26T13:00:00Z') })
  })

  it('stands still while the applicant is asked something, and goes on with the answer', () => {
    const asked = { from: '2026-11-30T09:00:00.000Z' }
    expect(clockOf(clocks, { ...line, pauses: [asked] }, at('2027-01-01T00:00:00Z'))).toEqual({})
    const answered = [{ ...asked, to: '2026-12-02T10:00:00.000Z' }]
    expect(clockOf(clocks, { ...line, pauses: answered }, 0)).toEqual({ dueAt: at('2026-12-02T12:00:00Z') })
  })

  it('stays overdue where it was before anything was asked', () => {
    const late = [{ from: '2026-12-04T09:00:00.000Z' }]
    expect(clockOf(clocks, { ...line, pauses: late }, at('2026-12-05T00:00:00Z'))).toMatchObject({ overdue: 'second' })
  })
})
