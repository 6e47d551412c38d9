// What headquarters shows and where its buttons lead.

import { describe, expect, it, test } from 'vitest'
import { renderDualWrite } from '../../shared/headquarters/pages/render-dual-write.ts'
import { renderProspect } from '../../shared/headquarters/pages/render-prospect.ts'
import { renderProspects } from '../../shared/headquarters/pages/render-prospects.ts'
import { summaryOf } from '../../shared/headquarters/store/prospects.ts'
import { timelineFormat } from '../../shared/headquarters/store/timeline-format.ts'
import { wordJoiner } from '../../shared/languages/kept-together.ts'
import { flagWords } from '../../shared/languages/staff/en/flags.ts'
import type { Html } from '../../shared/platform/html.ts'
import { prospect } from '../support/domain-samples.ts'
import { attribute, elementsOf, named, textOf, within } from './pages-dom.ts'
import { fullProspect } from './pages-prospect-sample.ts'
import { same } from './pages-samples.ts'
import { admin, noErrors, runningBridge, staffPages } from './pages-staff-samples.ts'

const frame = { bridge: runningBridge, viewer: admin }

const sample = (name: string): Html => {
  const page = staffPages()[name]
  if (!page) throw new Error(`There is no sample page ${name}.`)
  return page
}
const wordsOf = (page: Html): string => named(elementsOf(page), 'main').map(textOf).join(' ').replaceAll(wordJoiner, '')
const hrefs = (page: Html) => named(elementsOf(page), 'a').map((link) => attribute(link, 'href'))
const actions = (page: Html) => named(elementsOf(page), 'form').map((form) => attribute(form, 'action'))

test('the list links each prospect, keeps the filter on the next page and marks the filter in use', () => {
  const page = renderProspects({ ...frame, now: 0, items: [], filter: 'Open', nextCursor: 'a b&c=d' })
  expect(hrefs(page)).toContain('/headquarters/prospects?status=Open&cursor=a+b%26c%3Dd')
  const current = elementsOf(page)
    .filter((one) => attribute(one, 'aria-current') === 'page')
    .map(textOf)
  expect(current).toEqual(['All prospects', 'Open'])
  expect(hrefs(sample('prospects'))).toContain('/headquarters/prospects/id-of-P-000042')
})

test('the last page offers no next page', () => {
  expect(wordsOf(renderProspects({ ...frame, now: 0, items: [], filter: '' }))).not.toContain('Next page')
})

test('the flags of a prospect are visible in the list: one by its name, more by their number', () => {
  expect(wordsOf(sample('prospects'))).toContain('3 flags')
  expect(wordsOf(sample('prospects'))).toContain('Qualified without opportunity')
})

test('a row of the list says how old it is; a pointer anywhere on it brings up all that it has no room for', () => {
  const [link] = named(elementsOf(sample('prospects')), 'th').flatMap((cell) => named(within(cell), 'a'))
  expect(link && attribute(link, 'title')?.split('\n')).toEqual([
    'Fabrikam GmbH',
    'Ada Roth',
    'Lead open',
    'Qualified without opportunity',
    'Lead missing',
    'Changed after approval',
    'Submitted 20 Nov 2026, 08:05 UTC',
    'Changed 21 Nov 2026, 16:40 UTC',
  ])
  expect(
    named(elementsOf(sample('prospects')), 'time')
      .slice(0, 2)
      .map(textOf),
  ).toEqual(['4 days ago', '2 days ago'])
})

test('a prospect shows what Sales decided, why, and what came of it', () => {
  const words = wordsOf(sample('prospect'))
  for (const part of [
    'P-000042',
    'Opportunity won',
    'Good credit.',
    'H-000009',
    'Admin',
    'Delivered',
    'Germany',
    '10-50k',
  ])
    expect(words).toContain(part)
  expect(hrefs(sample('prospect'))).toEqual(
    expect.arrayContaining([
      '/headquarters/customers/a1',
      '/headquarters/customers/c1',
      '/headquarters/customer-hierarchies/a1',
    ]),
  )
})

test('every flag of a prospect is told with its sentence', () => {
  const words = wordsOf(sample('prospect'))
  for (const flag of fullProspect().flags) expect(words).toContain(flagWords[flag].sentence)
})

test('the timeline calls a flag by the name it has elsewhere', () => {
  const at = '2026-11-21T16:40:00.000Z'
  const flagged = (why: string) => timelineFormat.unpack({ at, who: 'dual-write', what: 'Flagged', why }, 'line')
  const timeline = [flagged('duplicate-sign-in'), flagged('a-flag-of-later'), flagged('constructor')].filter(
    (entry) => entry !== undefined,
  )
  const page = elementsOf(renderProspect({ ...frame, prospect: { ...fullProspect(), timeline } }))
  const reasons = page.filter((one) => attribute(one, 'class') === 'why')
  expect(reasons.map(textOf)).toEqual(['Duplicate sign-in', 'a-flag-of-later', 'constructor'])
})

test('the timeline keeps its order, newest first', () => {
  const list = elementsOf(sample('prospect')).find((one) => attribute(one, 'class') === 'timeline')
  const entries = list ? named(within(list), 'li') : []
  expect(entries.map((entry) => /Closed as won|Pulled from the channel/.exec(textOf(entry))?.[0])).toEqual([
    'Closed as won',
    'Pulled from the channel',
  ])
  expect(list && named(within(list), 'time').map((time) => attribute(time, 'datetime'))).toEqual([
    '2026-11-21T16:40:00.000Z',
    '2026-11-20T08:05:00.000Z',
  ])
})

test('a job is run by posting to its own address', () => {
  expect(actions(sample('jobs'))).toEqual(['/headquarters/jobs/P-0001/run', '/headquarters/jobs/1010/run'])
  expect(wordsOf(sample('jobs'))).toContain('Never')
})

test('the running bridge can be paused with a reason, open errors retried or dismissed, settled ones not', () => {
  expect(actions(sample('dual-write'))).toEqual([
    '/headquarters/dual-write/pause',
    '/headquarters/dual-write/compare-all',
    '/headquarters/dual-write/write-missing',
    // The filter only asks.
    '/headquarters/dual-write#errors',
    '/headquarters/dual-write/retry-all',
    '/headquarters/dual-write/retry-selected',
    '/headquarters/dual-write/errors/e1/retry',
    '/headquarters/dual-write/errors/e1/dismiss',
    '/headquarters/dual-write/errors/e1/retry',
    '/headquarters/dual-write/errors/e1/dismiss',
    '/headquarters/dual-write/errors/e1/dismiss',
  ])
  const typed = named(elementsOf(sample('dual-write')), 'input').filter(
    (input) => attribute(input, 'type') !== 'hidden' && attribute(input, 'type') !== 'checkbox',
  )
  expect(typed.map((input) => attribute(input, 'name'))).toEqual(['reason', 'reason', 'reason', 'reason'])
  expect(actions(sample('dual-write-settled'))).toEqual([
    '/headquarters/dual-write/resume',
    '/headquarters/dual-write/compare-all',
    '/headquarters/dual-write/write-missing',
  ])
})

test('errors are selected for one retry, only those that can be retried together', () => {
  const boxes = named(elementsOf(sample('dual-write')), 'input').filter(
    (input) => attribute(input, 'type') === 'checkbox' && attribute(input, 'form') !== undefined,
  )
  expect(boxes.map((box) => [attribute(box, 'form'), attribute(box, 'name'), attribute(box, 'value')])).toEqual([
    ['retry-selected', 'error', 'e1'],
    ['retry-selected', 'error', 'e1'],
  ])
})

test('a list of errors says which part of how many it shows, and leads to the pages around', () => {
  const words = wordsOf(sample('dual-write'))
  for (const part of ['51 to 53 of 1,250 or more', 'Retry all of these (1,250 or more)', 'Open (1,252 or more)'])
    expect(words).toContain(part)
  for (const part of ['800 of 1,200 retried', '2 not: they cannot be sent again', 'not counted yet'])
    expect(words).toContain(part)
  const links = named(elementsOf(sample('dual-write')), 'a').map((link) => attribute(link, 'href'))
  const list = '/headquarters/dual-write?code=0x80040237'
  expect(links).toContain(`${list}#errors`)
  expect(links).toContain(`${list}&place=place&seen=100&trail=before#errors`)
})

describe('while the bridge does not run', () => {
  const typed = { code: 'typed', text: 'Maintenance of Sales' } as const
  const states = [
    [{ state: 'paused', at: '2026-11-21T08:00:00.000Z', by: 'Kim', reason: typed }, 'Maintenance of Sales'],
    [
      {
        state: 'paused',
        at: '2026-11-21T08:00:00.000Z',
        by: 'breaker',
        reason: { code: 'too-many-errors', errors: 10, minutes: 15 },
      },
      '10 errors within 15 minutes',
    ],
    [
      { state: 'waiting', at: '2026-11-21T08:00:00.000Z', by: 'bridge', reason: { code: 'sales-silent' } },
      'Sales is out of reach.',
    ],
  ] as const
  const namesOfPages = Object.keys(staffPages()).filter((name) => !/^dual-write-/.test(name))

  it.each(namesOfPages)('the page %s warns, says why and since when, and leads to the bridge', (name) => {
    for (const [paused, why] of states) {
      const [page] = [staffPages(same, paused)[name]]
      if (!page) throw new Error(`There is no page ${name}.`)
      const banner = named(elementsOf(page), 'section').find(
        (section) => attribute(section, 'aria-label') === 'Bridge to Sales',
      )
      if (!banner) throw new Error('The page does not warn.')
      expect(attribute(banner, 'class')).toBe('notice warn')
      expect(textOf(banner)).toContain(why)
      expect(textOf(banner)).toContain(paused.state === 'paused' ? 'is paused' : 'waits for Sales')
      expect(named(within(banner), 'time').map((time) => attribute(time, 'datetime'))).toEqual([paused.at])
      expect(named(within(banner), 'a').map((link) => attribute(link, 'href'))).toEqual([
        '/headquarters/dual-write#bridge',
      ])
    }
  })

  it.each(namesOfPages)('the page %s says nothing of it once the bridge runs again', (name) => {
    expect(staffPages()[name]?.toString()).not.toContain('Bridge to Sales')
  })
})

test('the paused bridge says who paused it and why, and can be resumed', () => {
  expect(actions(sample('dual-write-paused'))).toEqual([
    '/headquarters/dual-write/resume',
    '/headquarters/dual-write/compare-all',
    '/headquarters/dual-write/write-missing',
  ])
  for (const part of ['Kim', 'Maintenance of Sales', 'not available'])
    expect(wordsOf(sample('dual-write-paused'))).toContain(part)
})

test('a bridge without open errors offers no retry of all', () => {
  expect(
    actions(renderDualWrite({ ...frame, bridge: { ...runningBridge, state: 'paused' }, queues: [], errors: noErrors })),
  ).toEqual([
    '/headquarters/dual-write/resume',
    '/headquarters/dual-write/compare-all',
    '/headquarters/dual-write/write-missing',
  ])
})

test('a mail that may have arrived is sent again only after a warning, and not by a retry of all', () => {
  const at = '2026-11-21T08:00:00.000Z'
  const error = {
    errorId: 'e1',
    kind: 'decision-mail',
    code: 'mail-unknown',
    detail: 'Unknown.',
    isRetryable: true,
    tries: 3,
  }
  const shown = renderDualWrite({
    ...frame,
    queues: [],
    errors: { ...noErrors, errors: [{ ...error, firstAt: at, lastAt: at, state: 'Open' }] },
  })
  expect(actions(shown)).toEqual([
    '/headquarters/dual-write/pause',
    '/headquarters/dual-write/compare-all',
    '/headquarters/dual-write/write-missing',
    '/headquarters/dual-write/errors/e1/retry',
    '/headquarters/dual-write/errors/e1/dismiss',
  ])
  expect(shown.toString()).not.toContain('undefined')
  const [warning] = named(elementsOf(shown), 'details')
  expect(warning && textOf(warning)).toContain('It may arrive twice.')
  const forms = warning ? named(within(warning), 'form') : []
  expect(forms.map((form) => attribute(form, 'action'))).toEqual(['/headquarters/dual-write/errors/e1/retry'])
})

test.each([
  ['Waiting for Sales', 'neutral'],
  ['Lead open', 'neutral'],
  ['Lead qualified', 'neutral'],
  ['Opportunity open', 'neutral'],
  ['Opportunity won', 'good'],
  ['Opportunity lost', 'bad'],
  ['Lead disqualified', 'bad'],
  ['Lead missing', 'warn'],
] as const)('a prospect at "%s" is shown as something %s', (stage, tone) => {
  const at = { ...fullProspect(), sales: { ...fullProspect().sales, stage } }
  const shown = named(elementsOf(renderProspect({ ...frame, prospect: at })), 'span')
  const badges = shown.filter((one) => textOf(one) === stage).map((one) => attribute(one, 'class'))
  expect(badges).toContain(`badge ${tone}`)
})

test('the bridge tells which tables of Sales are not compared, why, and since when', () => {
  const shown = (uncompared: Parameters<typeof renderDualWrite>[0]['uncompared']) =>
    String(renderDualWrite({ ...frame, queues: [], errors: noErrors, uncompared }))
  expect(shown([])).not.toContain('Comparison with Sales')
  const page = shown([
    { table: 'opportunities', code: '0x80040220', since: '2026-11-21T08:00:00.000Z', withoutMarker: false },
    { table: 'contacts', withoutMarker: true },
  ])
  for (const told of ['Opportunities', '0x80040220', 'The app lacks a privilege', '2026-11-21T08:00:00.000Z'])
    expect(page).toContain(told)
  expect(page).toMatch(/Contacts.*bear no customer numbers/s)
})

test('what Sales lost is counted before it is written again, and the page says how far a round came', () => {
  const round = {
    by: 'kim',
    begunAt: '2026-11-21T09:00:00.000Z',
    movedAt: '2026-11-21T09:05:00.000Z',
    prospects: 1200,
    missing: { leads: 37, accounts: 12, contacts: 4 },
    different: 58,
  } as const
  const shown = (...rounds: NonNullable<Parameters<typeof renderDualWrite>[0]['rounds']>) =>
    renderDualWrite({ ...frame, queues: [], errors: noErrors, rounds })
  expect(wordsOf(shown())).toContain('it is not known whether something is missing')
  expect(hrefs(shown())).toContain('/headquarters/prospects?missing=true')
  const compared = wordsOf(shown({ ...round, kind: 'compare-all', state: 'ended' }))
  for (const words of ['Compared: missing', 'Done', 'kim', '1,200', '37', '12', '4', '58'])
    expect(compared).toContain(words)
  expect(compared).not.toContain('stands still')
  const still = wordsOf(shown({ ...round, kind: 'write-missing', state: 'still', isPartly: true }))
  for (const words of ['Written again', 'Stands still', 'goes on by itself', 'more may be missing'])
    expect(still).toContain(words)
})

test('the list of what is missing in Sales is a filter of its own', () => {
  const page = renderProspects({ ...frame, now: 0, items: [], filter: 'Missing', nextCursor: 'next' })
  expect(hrefs(page)).toContain('/headquarters/prospects?missing=true&cursor=next')
  expect(wordsOf(page)).toContain('Missing in Sales')
})

test('undelivered mails are counted on every list, and have a filter of their own', () => {
  const counted = (undelivered: number) =>
    wordsOf(renderProspects({ ...frame, now: 0, items: [], filter: '', undelivered }))
  expect(counted(0)).toContain('Mail not delivered')
  expect(counted(0)).not.toMatch(/Mail not delivered \d/)
  expect(counted(7)).toContain('Mail not delivered 7')
  expect(counted(100)).toContain('Mail not delivered 99+')
  const page = renderProspects({
    ...frame,
    now: 0,
    items: [summaryOf(prospect({ flags: ['mail-not-delivered'] }))],
    filter: 'Undelivered',
    undelivered: 1,
    nextCursor: 'next',
  })
  expect(hrefs(page)).toContain('/headquarters/prospects?undelivered=true&cursor=next')
  expect(wordsOf(page)).toContain('to whom an e-mail did not arrive')
})
