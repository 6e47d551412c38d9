// What would be deployed, worked out by the genuine compiler and engine: each check is silent here, and speaks up at each
// planted mistake. Where no compiler can be had, nothing of this is tested, and the run says so.

import { beforeAll, describe, expect, it } from 'vitest'
import { appChecks } from './azure-app-checks.ts'
import { type Estate, type EstateCheck, environmentNames, readEstate, search } from './azure-estate.ts'
import { toldOf } from './azure-flood.ts'
import { mistakes } from './azure-mistakes.ts'
import { networkChecks } from './azure-network-checks.ts'
import { safetyChecks } from './azure-safety-checks.ts'

const checks: Readonly<Record<string, EstateCheck>> = { ...appChecks, ...safetyChecks, ...networkChecks }

if (!search.compiler) console.warn(`infra/azure is not checked: ${search.reasons.join('; ')}`)

describe.skipIf(!search.compiler)('what would be deployed', () => {
  let estate: Estate
  beforeAll(async () => {
    estate = await readEstate()
  }, 120_000)

  it.each(environmentNames)('is worked out for the environment %s without a complaint', (name) => {
    expect(estate[name].diagnostics).toEqual([])
    expect(estate[name].predictedResources.length).toBeGreaterThan(30)
  })

  it.each(Object.entries(checks))('passes the check %s', (_, check) => {
    expect(check(estate)).toEqual([])
  })

  it.each(mistakes)('$check notices: $about', ({ check, plant }) => {
    expect(checks[check]?.(plant(estate)).length).toBeGreaterThan(0)
  })

  it('has a planted mistake for every check', () => {
    expect(Object.keys(checks).filter((name) => !mistakes.some(({ check }) => check === name))).toEqual([])
  })

  it('tells of one forged principal in the middle of a flood, of the flood, and of nothing that is usual', () => {
    expect(
      toldOf(estate.plain, [
        ['limit', 100_000],
        ['key', 3],
        ['principal', 1],
        ['trap', 400],
        ['token', 51],
      ]),
    ).toEqual({ lines: 6 + 3 + 1 + 6 + 6, told: ['limit', 'principal', 'token'] })
  })

  it('has a name for each resource that two environments do not share', () => {
    const globally = /\/(storageAccounts|namespaces|vaults|sites)\/[^/]+$/
    const names = environmentNames.map((name) =>
      estate[name].predictedResources.filter(({ id }) => globally.test(id)).map((one) => one.name),
    )
    expect(new Set(names.flat()).size).toBe(names.flat().length)
    for (const name of names.flat()) expect(name.length).toBeLessThanOrEqual(24)
  })
})
