// Installing into a slow organization, by the whole command and in a shortened time: one of its seconds is a few
// milliseconds here.
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { SalesFaults } from '../../infra/local/sales/http/faults.ts'
import { slowPublishing } from '../../infra/local/sales/http/ready-faults.ts'
import { installCommand } from '../../infra/sales/cli/install-command.ts'
import { type Patience, patient } from '../../infra/sales/plan/patience.ts'
import { eventsUrl, installEnvironment, settings, startOrg } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
afterEach(() => org.close())

/** Runs the installation with a clock on which `perSecond` milliseconds of ours are a second. */
const install = async (perSecond: number, definitionsMs?: number) => {
  const real = (ms: number) => (ms / 1000) * perSecond
  const begun = performance.now()
  const patience: Patience = {
    ...patient,
    now: () => ((performance.now() - begun) / perSecond) * 1000,
    pause: (ms) => delay(real(ms)),
    repeat: (ms, act) => patient.repeat(real(ms), act),
  }
  const lines: string[] = []
  const exitCode = await installCommand(['--application-id', settings.applicationId, '--events-url', eventsUrl], {
    env: installEnvironment(org.url),
    send: fetch,
    now: Date.now,
    say: (line) => lines.push(line),
    patience,
    ...(definitionsMs === undefined ? {} : { timeouts: { rows: 60_000, definitions: real(definitionsMs) } }),
  })
  return { exitCode, lines }
}

const secondsAfter = (lines: readonly string[], what: string): number[] => {
  const after = lines.slice(lines.indexOf(what) + 1)
  const end = after.findIndex((line) => !line.startsWith('  … '))
  return after.slice(0, end).map((line) => Number(/^ {2}… (\d+) s so far$/.exec(line)?.[1]))
}

test.each([40, 120])(
  'publishing and each new column take %i s: the command waits, and says every ten seconds how long it has taken',
  async (seconds) => {
    const perSecond = 5
    org = await startOrg({ faults: slowPublishing(seconds * perSecond) })
    const { exitCode, lines } = await install(perSecond)
    expect(exitCode).toBe(0)
    expect(lines.at(-1)).toBe('Installed. Check it with npm run sales:verify.')
    for (const what of [
      'Creating column cb2b_taxid of lead…',
      'Publishing the tables lead, account, contact, opportunity…',
    ]) {
      const told = secondsAfter(lines, what)
      // A busy machine is later than ten seconds, never sooner.
      for (const [at, second] of told.entries()) expect(second - (told[at - 1] ?? 0)).toBeGreaterThanOrEqual(9)
      expect(told.length).toBeGreaterThan(1)
      expect(told.at(-1)).toBeGreaterThan(seconds - 30)
    }
  },
)

test('what takes longer than a call may is told as that, and running it again goes on where it stopped', async () => {
  let published = 0
  const faults: SalesFaults = ({ path }) => {
    if (!path.startsWith('PublishXml')) return undefined
    published += 1
    return published === 1 ? { delayMs: 1500 } : undefined
  }
  org = await startOrg({ faults })
  const { exitCode, lines } = await install(1, 300_000)
  expect(exitCode).toBe(1)
  expect(lines.slice(-2)).toEqual([
    'The organization did not answer in time. It may go on working on it: wait some minutes, then run this again. (unreachable)',
    'Running the same command again continues where this one stopped.',
  ])
  const again = await install(1, 300_000)
  expect([again.exitCode, again.lines.filter((line) => line.startsWith('Creating'))]).toEqual([0, []])
})
