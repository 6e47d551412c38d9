// Invariant I11: what happened to a customer is told to its onboardings once, and what they were told is what is so. It
// shows where a customer is kept in another partition than those who are told of it.

import type { Customer } from '../../../shared/domain/customer.ts'
import { type Values, valuesOf } from '../../../shared/domain/customer-fields.ts'
import type { Invariant } from './invariants.ts'
import type { Entry, Everything, Reading } from './reading.ts'

type Report = (invariant: Invariant, what: string) => void
const rule: Invariant = 'I11 told once, and what is so'

type Change = { readonly path: string; readonly before?: string; readonly after?: string }

const changesIn = (entry: Entry): readonly Change[] =>
  entry.code === 'customer-taken' || entry.code === 'customer-edited' || entry.code === 'credit-confirmed'
    ? (entry.changes ?? [])
    : []

const numberOf = (entry: Entry): string => ('number' in entry ? entry.number : '')

/** No line twice, and no change told again that nothing took back in between. */
const checkLines = ({ prospect: { prospectId }, timeline }: Reading, report: Report): void => {
  const lines = new Map<string, string>()
  for (const { revision: _, part: __, ...entry } of timeline) {
    if (!/^customer-(taken|edited|written|cut)$/.test(entry.code) || !('number' in entry)) continue
    const line = JSON.stringify(entry)
    if (lines.get(entry.number) === line) report(rule, `${prospectId} tells twice: ${line}`)
    lines.set(entry.number, line)
  }
  const last = new Map<string, string>()
  for (const entry of timeline)
    for (const { path, before, after } of changesIn(entry)) {
      const [about, change] = [`${numberOf(entry)} ${path}`, JSON.stringify([before, after])]
      if (last.get(about) === change) report(rule, `${prospectId} tells twice that ${about} changed: ${change}`)
      last.set(about, change)
    }
}

/** What the onboarding that brought a customer was told last is what the customer is. */
const checkLastTold = (customer: Customer, { prospect, timeline }: Reading, report: Report): void => {
  const told = new Map<string, string>()
  for (const entry of timeline)
    if (numberOf(entry) === customer.number) for (const { path, after = '' } of changesIn(entry)) told.set(path, after)
  const values: Values = valuesOf(customer.type, customer)
  for (const [path, text] of told)
    if ((values[path as keyof Values] ?? '') !== text)
      report(rule, `${prospect.prospectId} was told ${path} of ${customer.number} is ${text}`)
}

const checkNames = (customer: Customer, { prospect }: Reading, report: Report): void => {
  const ref = customer.type === 'Organization' ? prospect.organization : prospect.person
  if (ref?.customerId !== customer.customerId) return
  if (ref.name !== customer.name || (customer.type === 'Person' && ref.email !== customer.email))
    report(rule, `${prospect.prospectId} calls ${customer.number} ${ref.name}, ${ref.email ?? 'without address'}`)
}

export const checkTold = ({ prospects, customers, rows }: Everything, report: Report): void => {
  for (const reading of prospects) checkLines(reading, report)
  for (const customer of customers)
    for (const reading of prospects) {
      const { prospectId } = reading.prospect
      const isOwner = customer.prospectId === prospectId
      if (isOwner) checkLastTold(customer, reading, report)
      const shares = customer.type === 'Person' && customer.sharedBy?.includes(prospectId)
      if (isOwner || shares) checkNames(customer, reading, report)
    }
  for (const { key, value } of rows)
    if (key.endsWith('|c') && 'untold' in (value as object)) report(rule, `${key} has something to tell still`)
}
