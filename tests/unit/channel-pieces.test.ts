// The applicant's status link, the sign-up form's fields and the language of a page.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { honeypotName, requestBody, typedValues } from '../../shared/channel/sign-up-form.ts'
import { pageLanguage } from '../../shared/channel/site.ts'
import { isStatusToken, statusToken } from '../../shared/channel/status-token.ts'
import { createHeldRequests } from '../../shared/channel/store/held-requests.ts'
import { pendingKey, requestKey } from '../../shared/channel/store/keys.ts'
import { createChannelRequests } from '../../shared/channel/store/requests.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { create, put } from '../../shared/platform/table.ts'
import { leadId, request, submitted } from '../support/domain-samples.ts'
import { accepted, fullBody } from '../support/intake-samples.ts'
import { memoryTable } from '../support/memory-table.ts'
import { aSite } from '../support/site-samples.ts'

const secret = 'a secret of the installation'

describe('the secret of a status link', () => {
  it('is the same for the same request and opens no other', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        fc.pre(one !== other)
        const token = statusToken(secret, one)
        expect(token).toMatch(/^[\w-]{43}$/)
        expect(isStatusToken([secret], one, token)).toBe(true)
        expect(isStatusToken([secret], other, token)).toBe(false)
        expect(isStatusToken(['another secret'], one, token)).toBe(false)
      }),
    )
  })

  it('is refused when it is cut, longer, changed or of other characters', () => {
    const token = statusToken(secret, leadId)
    const changed = (token.startsWith('A') ? 'B' : 'A') + token.slice(1)
    for (const wrong of ['', token.slice(1), `${token}A`, changed, token.toUpperCase(), 'é'.repeat(43), `${token}\n`])
      expect(isStatusToken([secret], leadId, wrong)).toBe(false)
  })
})

describe('the status of a request', () => {
  it('is nothing for a request that does not exist', async () => {
    expect(await createChannelRequests(memoryTable()).status(leadId)).toBeUndefined()
  })

  it('is Submitted while headquarters has not pulled it, and shows nothing of the request', async () => {
    const table = memoryTable()
    await table.write('0', [create(pendingKey(leadId), { requestId: leadId, submittedAt: submitted, request })])
    expect(await createChannelRequests(table).status(leadId)).toEqual({
      requestId: leadId,
      status: 'Submitted',
      submittedAt: submitted,
    })
  })

  it('is found by whoever asks while headquarters pulls it', async () => {
    const table = memoryTable()
    const pending = { requestId: leadId, submittedAt: submitted, request }
    await table.write('0', [create(pendingKey(leadId), pending)])
    let isPulled = false
    const read: typeof table.read = async (part, key) => {
      const row = await table.read(part, key)
      if (!isPulled) {
        isPulled = true
        await createChannelRequests(table).settle('0', [pending])
      }
      return row
    }
    expect(await createChannelRequests({ ...table, read }).status(leadId)).toMatchObject({ status: 'InReview' })
  })

  // It is kept apart, let go and pulled; each step happens before the read of that number, or after all of them.
  const steps = [1, 2, 3, 4, 5]
  it.each(
    steps.flatMap((letGo) => steps.filter((pulled) => pulled >= letGo).map((pulled) => [letGo, pulled] as const)),
  )('is found wherever it stands: let go before read %i, pulled before read %i', async (letGo, pulled) => {
    const table = memoryTable()
    const pending = { requestId: leadId, submittedAt: submitted, request }
    const held = createHeldRequests(table)
    await held.keep(pending)
    let reads = 0
    const read: typeof table.read = async (part, key) => {
      reads += 1
      if (reads === letGo) await held.takeIn(leadId)
      if (reads === pulled) await createChannelRequests(table).settle('0', [pending])
      return table.read(part, key)
    }
    const moving = { ...table, read }
    const status = await createChannelRequests(moving).status(leadId, createHeldRequests(moving).status)
    expect(status?.status).toMatch(/^(Submitted|InReview)$/)
  })

  it('of a request that stands nowhere is sought in four reads, and one that has a state in one', async () => {
    const table = memoryTable()
    const { status, settle } = createChannelRequests(table)
    const readsFor = async () => {
      const before = table.requests.reads
      await status(leadId, createHeldRequests(table).status)
      return table.requests.reads - before
    }
    expect(await readsFor()).toBe(4)
    await settle('0', [{ requestId: leadId, submittedAt: submitted, request }])
    expect(await readsFor()).toBe(1)
  })

  it('is what headquarters said last, without its revision', async () => {
    const table = memoryTable()
    await table.write('0', [create(pendingKey(leadId), { requestId: leadId, submittedAt: submitted, request })])
    const state = { requestId: leadId, status: 'Approved', submittedAt: submitted, decidedAt: submitted }
    await table.write('0', [put(requestKey(leadId), { ...state, revision: 7 })])
    expect(await createChannelRequests(table).status(leadId)).toEqual(state)
  })
})

describe('the sign-up form', () => {
  const formOf = (body: unknown, path = ''): [string, string][] =>
    Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
      typeof value === 'string' ? [[path + name, value] as [string, string]] : formOf(value, `${path}${name}.`),
    )

  it('makes the request that any other site would send', () => {
    const values = typedValues(new URLSearchParams(formOf(fullBody())), ['industry'])
    expect(requestBody(values)).toEqual(fullBody())
  })

  it('left empty makes a request that lacks what is required, and sends nothing for the rest', () => {
    const form = new URLSearchParams(Object.fromEntries(onboardingFields.map((field) => [field.path, ''])))
    form.set('company.name', 'Fabrikam')
    const optional = formOf(fullBody()).filter(([path]) =>
      onboardingFields.some((field) => field.path === path && field.required),
    )
    for (const [path, value] of optional) form.set(path, value)
    form.set('company.address.city', 'Berlin')
    expect(accepted(requestBody(typedValues(form, [])))).toMatchObject({
      language: 'en',
      channel: 'default',
      attributes: {},
    })
  })

  it('takes no field that it does not have', () => {
    const form = new URLSearchParams({
      [honeypotName]: 'x',
      extra: 'x',
      __proto__x: 'x',
      'attributes.other': 'x',
      'company.extra': 'x',
      'attributes.__proto__': 'x',
    })
    form.append('__proto__.polluted', 'x')
    expect(typedValues(form, ['industry'])).toEqual({})
    expect(requestBody({})).toEqual({})
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('has a trap that is none of its fields', () => {
    expect(onboardingFields.map((field) => field.path)).not.toContain(honeypotName)
  })

  it('takes the first of a field that was sent twice', () => {
    const form = new URLSearchParams([
      ['language', 'nl'],
      ['language', 'tr'],
    ])
    expect(typedValues(form, [])).toEqual({ language: 'nl' })
  })
})

describe('the language of a page', () => {
  const [channel] = aSite([{ name: 'default' }], { defaultLanguage: 'et' }).channels

  it.each([
    ['tr', 'nl', 'tr'],
    ['zh-CN', null, 'zh-Hans'],
    ['de', 'nl', 'nl'],
    [null, 'nl', 'nl'],
    [null, 'de, fr;q=0.9, ru;q=0.5, tr;q=0.7', 'tr'],
    [null, 'en;q=0.1,nl-BE', 'nl'],
    [null, 'nl;q=0, ru;q=0.001', 'ru'],
    [null, 'nl ; q=0.2 , ru; Q=0.9; q=0.3', 'ru'],
    [null, 'nl;q=high, ru;q=0.1', 'ru'],
    [null, '*', 'et'],
    [null, ';;;,,,=', 'et'],
    [null, '', 'et'],
    [null, null, 'et'],
    ['<script>', 'x'.repeat(100_000), 'et'],
  ] as const)('asked for as %j by a browser that prefers %j is %s', (asked, header, language) => {
    expect(pageLanguage(channel, asked, header)).toBe(language)
  })

  it('is one of ours whatever a browser says', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ unit: fc.constantFrom('nl', 'ru', ';', 'q=', '0.', '1', ',', '-', '*', ' ') }),
        (asked, header) => {
          expect(['en', 'tr', 'et', 'ru', 'zh-Hans', 'nl']).toContain(pageLanguage(channel, asked, header))
        },
      ),
    )
  })
})
