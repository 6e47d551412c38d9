// The largest rows there can be, against what storage takes.

import { describe, expect, it } from 'vitest'
import type { Person } from '../../shared/domain/customer.ts'
import { customerFields, withValues } from '../../shared/domain/customer-fields.ts'
import { changesOf } from '../../shared/domain/field-changes.ts'
import { attributeLimits, onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import type { OnboardingRequest } from '../../shared/domain/onboarding-request.ts'
import { customerFormat } from '../../shared/headquarters/store/customer-formats.ts'
import { timelineFormat } from '../../shared/headquarters/store/timeline-format.ts'
import { longestRow } from '../../shared/platform/row-text.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { leadId, now, prospect, submitted } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'

/** One property of a row, which is what a row has when it is not parted. */
const oneProperty = 32_000
const sizeOf = (value: unknown): number => JSON.stringify(value).length
/** As JSON, each character takes two. */
const longest = (length: number): string => '"'.repeat(length)

/** Longer than any request that is accepted: not every kind of field may have such a character. */
const largestRequest = (): OnboardingRequest => {
  const request: Record<string, unknown> = {}
  for (const { path, maxLength } of onboardingFields) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    let holder = request
    for (const name of names) {
      holder[name] ??= {}
      holder = holder[name] as Record<string, unknown>
    }
    holder[last] = longest(maxLength)
  }
  const { count, nameLength, valueLength } = attributeLimits
  const attributes = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [String(at).padStart(nameLength, 'a'), longest(valueLength)]),
  )
  return { ...request, attributes } as unknown as OnboardingRequest
}

describe('the largest row', () => {
  it('of a request that waits, of its prospect and of its lines in the lists needs one property', async () => {
    const { channel, headquarters, tables } = memoryStores()
    await channel.requests.takeIn({ requestId: leadId, submittedAt: submitted, request: largestRequest() })
    const reason = longest(2000)
    const decision = { number: 1, status: 'Rejected', decidedAt: now, reason, statusReason: longest(200) } as const
    await headquarters.prospects.create(prospect({ request: largestRequest(), decision }), [
      { at: now, actor: 'sales', code: 'prospect-rejected', reason },
    ])
    const part = shardOf(leadId)
    const rows = [
      ...(await tables.Channel.range(part, '!', '~~')),
      ...(await tables.Headquarters.range(part, '!', '~~')),
    ]
    expect(rows.length).toBeGreaterThan(3)
    expect(Math.max(...rows.map(({ value }) => sizeOf(value)))).toBeLessThan(oneProperty)
  })

  it('of a customer has room for columns that an organization made as long as columns of text can be', () => {
    // https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/stringattributemetadata
    const text = longest(4000)
    const values = Object.fromEntries(customerFields.Person.map(({ path }) => [path, text]))
    const person: Person = {
      ...(withValues(
        {
          type: 'Person',
          customerId: leadId,
          number: 'C-1',
          name: text,
          firstName: text,
          lastName: text,
          invoiceAccount: leadId,
          language: 'nl',
          createdAt: now,
          changedAt: now,
          prospectId: leadId,
        },
        values,
      ) as Person),
      formerEmails: [text, text],
      sharedBy: Array.from({ length: 1000 }, () => leadId),
    }
    expect(sizeOf(customerFormat.pack(person))).toBeLessThan(longestRow / 2)
    for (const type of ['Person', 'Organization'] as const) {
      const paths = customerFields[type].map(({ path }) => path)
      const all = Object.fromEntries(paths.map((path) => [path, text]))
      const changes = changesOf(paths, all, all)
      const line = {
        at: now,
        actor: 'sales',
        code: 'customer-taken',
        number: 'C-1',
        type,
        fields: paths,
        changes,
      } as const
      expect(sizeOf(timelineFormat.pack(line))).toBeLessThan(longestRow)
    }
  })
})
