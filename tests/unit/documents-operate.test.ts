// What operators are told of alerts, limits, jobs and security events is what the template and the code have.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { settings } from '../../functions/settings.ts'
import { timerRows } from '../../functions/timers.ts'
import { linksPerHour } from '../../shared/channel/account/sign-in-token.ts'
import { callLimits } from '../../shared/channel/call-limits.ts'
import { quietLimit, strangersLimit } from '../../shared/channel/limit-rules.ts'
import { securityEvents } from '../../shared/domain/security-events.ts'
import { pageAt, root } from './documents-text.ts'

const { text } = pageAt('docs/operate.md')
const section = (heading: string): string => text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
const rowsOf = (part: string): string[][] =>
  part
    .split('\n')
    .filter((line) => /^\| (?!-)/.test(line))
    .map((line) => line.slice(2, -2).split(' | '))
const number = (value: number): string => value.toLocaleString('en')
const numbersIn = (cell: string | undefined): string[] => cell?.match(/\d[\d,]*\d|\d/g) ?? []

describe('the alerts that operators are told of', () => {
  const template = ['alerts', 'security-alerts']
    .map((name) => readFileSync(join(root, 'infra/azure/modules', `${name}.bicep`), 'utf8'))
    .join('\n')
  const found = (pattern: RegExp): string[][] => [...template.matchAll(pattern)].map(([, ...groups]) => groups)
  const alerts = new Map(
    rowsOf(section('Alerts')).flatMap(([names = '', ...cells]) =>
      names.split(', ').map((name) => [name.replaceAll(' ', '-'), cells.join(' | ')] as const),
    ),
  )
  alerts.delete('alert')

  it('are those of the template', () => {
    const listed = found(/\n {4}name: '([a-z-]+)'\n/g).flat()
    const single = found(/\n {2}name: '(?!ag-)([a-z-]+)-\$\{token\}'/g).flat()
    expect([...alerts.keys()].toSorted()).toEqual([...listed, ...single].toSorted())
  })

  it('tell of as many as the template says, of the kinds that it says', () => {
    const rules = found(/name: '([a-z-]+)'\n(?:(?! {2}\}).*\n)*? +most: (\d+)/g)
    expect(rules).toHaveLength(7)
    for (const [name = '', most = ''] of rules)
      if (most !== '0')
        expect([name, numbersIn(alerts.get(name))]).toEqual([name, expect.arrayContaining([number(Number(most))])])
    const kinds = found(/name: '([a-z-]+)'\n(?:(?! {2}\}).*\n)*? +kinds: \[([^\]]+)\]/g)
    expect(kinds).toHaveLength(3)
    for (const [name = '', list = ''] of kinds)
      for (const [, kind = ''] of list.matchAll(/'([^']+)'/g))
        expect([name, alerts.get(name)]).toEqual([name, expect.stringContaining(`\`${kind}\``)])
    const all = kinds.flatMap(([, list = '']) => [...list.matchAll(/'([^']+)'/g)].map(([, kind]) => kind))
    expect(all.toSorted()).toEqual(Object.keys(securityEvents).toSorted())
    const [[failures = ''] = []] = found(/failures'\n.*\n +threshold: (\d+)/g)
    expect(numbersIn(alerts.get('server-errors'))).toContain(failures)
  })

  it('are looked for as often as is said', () => {
    const words: Readonly<Record<string, string>> = { PT15M: 'every quarter of an hour', PT1H: 'every hour' }
    const slow = [
      ...found(/name: '([a-z-]+)'\n(?:(?! {2}\}).*\n)*? +every: '(\w+)'/g),
      ...found(/\n {2}name: '([a-z-]+)-\$\{token\}'\n(?:(?!\n\}).*\n)*?.*evaluationFrequency: '(\w+)'/g),
    ].filter(([, every]) => every !== 'PT5M')
    const [intro = ''] = section('Alerts').trim().split('\n')
    const told = (intro.split('; ')[1] ?? '').replace(/\.$/, '')
    const names = (every: string) =>
      slow.filter(([, one]) => one === every).map(([name = '']) => `*${name.replaceAll('-', ' ')}*`)
    expect(told).toBe(
      Object.entries(words)
        .map(([every, said]) => `${new Intl.ListFormat('en-GB').format(names(every))} ${said}`)
        .join(', '),
    )
  })
})

describe('the limits that operators are told of', () => {
  const rows = rowsOf(section('Limits'))
  const cellsOf = (begin: string) => rows.find(([name]) => name?.startsWith(begin)) ?? []
  const usual = (name: string) => settings.find((setting) => setting.name === name)

  it.each(['LIMIT_PER_ADDRESS', 'LIMIT_PER_NETWORK', 'LIMIT_IN_ALL'])('%s has its default', (name) => {
    const row = rows.find(([first]) => first?.includes(`\`${name}\``)) ?? []
    expect(row[2]).toBe((usual(name) as { default?: string } | undefined)?.default)
  })

  it('are those of the code where no setting says them', () => {
    expect(cellsOf('links to sign in')[2]).toBe(String(linksPerHour))
    expect(numbersIn(cellsOf('busy networks')[1])).toContain(String(quietLimit))
    expect(section('Limits')).toContain(`everybody else has ${strangersLimit} all the same`)
    expect(
      rows
        .filter((row) => row.length === 2)
        .slice(1)
        .map(([, most]) => most),
    ).toEqual(Object.values(callLimits).map(number))
  })
})

it('every security event is told, and no other', () => {
  const spans = [...section('Security events').matchAll(/`([a-z-]+)`/g)].map(([, name]) => name)
  expect(spans.filter((name) => name !== 'security' && name !== 'kind' && name !== 'security-left-out')).toEqual(
    Object.keys(securityEvents),
  )
})

it('every job is told with the setting of its schedule, in their order', () => {
  const told = rowsOf(section('Jobs')).flatMap((row) => row.at(-1)?.match(/[A-Z_]+_SCHEDULE/g) ?? [])
  expect(told).toEqual(timerRows.map(({ schedule }) => schedule))
})
