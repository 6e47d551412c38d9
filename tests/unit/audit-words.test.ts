// Lines of the audit trail call what was changed as every other page does, and not as programs do.

import { expect, it } from 'vitest'
import { customerFields } from '../../shared/domain/customer-fields.ts'
import { renderAudit } from '../../shared/headquarters/pages/render-audit.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { elementsOf, named, textOf } from './pages-dom.ts'
import { admin, runningBridge } from './pages-staff-samples.ts'

const lineOf = (name: string): string => {
  const page = renderAudit({
    bridge: runningBridge,
    viewer: admin,
    acts: [
      {
        seq: 1,
        at: '2026-11-20T08:05:00.000Z',
        act: 'edit-customer',
        who: { kind: 'staff', id: 'o1' },
        on: { kind: 'customer', id: 'a1' },
        outcome: 'done',
        after: { [name]: 'new' },
      },
    ],
    filter: {},
  })
  return named(elementsOf(page), 'li')
    .map(textOf)
    .filter((text) => text.includes('→'))
    .join()
}

const paths = [...new Set([...customerFields.Organization, ...customerFields.Person].map(({ path }) => path))]
const beside = ['user', 'userId', 'to', 'toId', 'result', 'state', 'code', 'kind', 'mail', 'processed', 'failed']

it.each([...paths, 'role', 'status', 'reason', ...beside])('%s is told in words', (name) => {
  expect(lineOf(name)).toMatch(/^[A-Z][^:.]*: – → new$/)
})

it('a field of a customer has the label of its form, and what nobody named stays as it is', () => {
  expect(lineOf('email')).toBe(`${staffWords.fieldLabels.customerLabel('Person', 'email')}: – → new`)
  expect(lineOf('error 1')).toBe('error 1: – → new')
})
