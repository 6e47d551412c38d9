// What changed reads alike wherever it is told: on a prospect, in the log of changes, and in the audit trail.

import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../shared/domain/timeline.ts'
import { changeLines } from '../../shared/headquarters/pages/change-lines.ts'
import { renderAudit } from '../../shared/headquarters/pages/render-audit.ts'
import { elementsOf, named, textOf } from './pages-dom.ts'
import { admin, runningBridge } from './pages-staff-samples.ts'

const changes = [
  { path: 'credit.limit', before: '5000.00 EUR', after: '50000.00 EUR' },
  { path: 'credit.onHold', after: 'All' },
  { path: 'credit.mandatory', after: 'Yes' },
  { path: 'address.country', before: 'DE', after: 'NL' },
  { path: 'address.line1', before: '12 ABC', after: '5000.00 EUR' },
]
const told = [
  'Credit limit: EUR 5,000.00 → EUR 50,000.00',
  'On hold: – → All orders',
  'Limit is mandatory: – → Yes',
  'Country: Germany → Netherlands',
  'Street: 12 ABC → 5000.00 EUR',
]
const linesOf = (markup: Parameters<typeof elementsOf>[0]): string[] =>
  named(elementsOf(markup), 'li')
    .map((line) => textOf(line).replaceAll('\u00a0', ' '))
    .filter((line) => line.includes('→'))

test('amounts and codes of a change read as on the page of the customer, and what people typed stays', () => {
  const entry: TimelineEntry = {
    at: '2026-11-20T08:05:00.000Z',
    actor: 'headquarters',
    code: 'customer-edited',
    number: 'C-000107',
    type: 'Organization',
    fields: changes.map(({ path }) => path),
    changes,
  }
  expect(changeLines(entry, '–').flatMap(linesOf)).toEqual(told)
})

test('they read so in the audit trail', () => {
  const page = renderAudit({
    bridge: runningBridge,
    viewer: admin,
    filter: {},
    acts: [
      {
        seq: 1,
        at: '2026-11-20T08:05:00.000Z',
        who: { kind: 'staff', id: 'o1', name: 'Kim' },
        act: 'change-credit',
        on: { kind: 'customer', id: 'a1' },
        outcome: 'done',
        before: Object.fromEntries(
          changes.flatMap(({ path, before }) => (before === undefined ? [] : [[path, before]])),
        ),
        after: Object.fromEntries(changes.map(({ path, after }) => [path, after])),
      },
    ],
  })
  expect(linesOf(page).toSorted()).toEqual(told.toSorted())
})
