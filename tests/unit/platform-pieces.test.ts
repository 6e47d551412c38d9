// Ids, markup, secrets and log lines.

import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { Html, html } from '../../shared/platform/html.ts'
import { asGuid, deriveId } from '../../shared/platform/ids.ts'
import { createLineLog, describeError } from '../../shared/platform/log.ts'
import { isOneOf } from '../../shared/platform/secret.ts'
import { shardOf, shards } from '../../shared/platform/shards.ts'

const names = fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 4 })

describe('a derived id', () => {
  it('is the same for the same names and another for others, however they are split', () => {
    fc.assert(
      fc.property(names, names, (one, other) => {
        expect(deriveId(...one)).toBe(deriveId(...one))
        if (JSON.stringify(one) !== JSON.stringify(other)) expect(deriveId(...one)).not.toBe(deriveId(...other))
      }),
    )
    expect(
      new Set([deriveId('a', 'b'), deriveId('ab'), deriveId('a,b'), deriveId('a', 'b', ''), deriveId(1), deriveId('1')])
        .size,
    ).toBe(6)
  })

  it('is a GUID of version 5 and the variant of RFC 9562', () => {
    fc.assert(
      fc.property(names, (list) => {
        const id = deriveId(...list)
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(asGuid(id)).toBe(id)
      }),
    )
  })

  it('never changes between versions of this program, because stored ids depend on it', () => {
    expect(deriveId('mail', '0f8fad5b-d9cb-469f-a165-70867728950e', 1)).toBe('10352ddf-3936-5f0c-868e-fc5c917e2741')
  })
})

describe('a GUID', () => {
  it('is known by its lower-case form', () => {
    expect(asGuid('0F8FAD5B-D9CB-469F-A165-70867728950E')).toBe('0f8fad5b-d9cb-469f-a165-70867728950e')
  })

  it.each([
    [undefined],
    [null],
    [7],
    [''],
    ['0f8fad5bd9cb469fa16570867728950e'],
    ['{0f8fad5b-d9cb-469f-a165-70867728950e}'],
    ['0f8fad5b-d9cb-469f-a165-70867728950g'],
    ['0f8fad5b-d9cb-469f-a165-70867728950e\n'],
    [' 0f8fad5b-d9cb-469f-a165-70867728950e'],
    ["0f8fad5b-d9cb-469f-a165-70867728950e' or 1 eq 1"],
    [['0f8fad5b-d9cb-469f-a165-70867728950e']],
  ])('is not %j', (value) => {
    expect(asGuid(value)).toBeUndefined()
  })

  it('lives in the partition of its first digit, and every partition is known', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(shards).toContain(shardOf(id))
        expect(shardOf(id.toUpperCase())).toBe(shardOf(id))
      }),
    )
    expect(shards).toHaveLength(16)
  })
})

describe('markup', () => {
  it('shows any text as that text, in content and in attributes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', ';', 'a', 'amp', '/', '=', ' ', '`') }),
        (text) => {
          const [element, ...others] = parseFragment(html`<p title="${text}">${text}</p>`.toString()).childNodes
          if (!element || !('attrs' in element)) throw new Error('There is no element.')
          expect(others).toEqual([])
          expect(element.attrs).toEqual([{ name: 'title', value: text }])
          expect(element.childNodes.map((node) => ('value' in node ? node.value : node.nodeName)).join('')).toBe(text)
        },
      ),
    )
  })

  it('is not escaped again when it is put into markup, alone or in lists', () => {
    const items = ['a & b', '<c>'].map((item) => html`<li>${item}</li>`)
    expect(html`<ul>${items}${[[html`<li>${7}</li>`]]}</ul>`.toString()).toBe(
      '<ul><li>a &amp; b</li><li>&lt;c&gt;</li><li>7</li></ul>',
    )
  })

  it('shows nothing for what is absent, and 0 for 0', () => {
    expect(html`[${undefined}${null}${false}${[]}${''}${0}]`.toString()).toBe('[0]')
  })

  it('is not made by something that only looks like it', () => {
    const forged = { toString: () => '<script>', constructor: Html } as unknown as string
    expect(() => html`${forged}`.toString()).toThrow()
  })
})

describe('a secret', () => {
  it('is accepted when it is one of several, whatever its length', () => {
    for (const accepted of [['one'], ['other', 'one'], ['one', 'other-and-longer']])
      expect(isOneOf(accepted, 'one')).toBe(true)
  })

  it.each([[null], [''], ['on'], ['one '], ['One'], ['one,other'], ['onee']])('is not %j', (given) => {
    expect(isOneOf(['one', 'other'], given)).toBe(false)
  })

  it('is never accepted when none is', () => {
    expect([isOneOf([], ''), isOneOf([], 'x'), isOneOf([], null)]).toEqual([false, false, false])
  })
})

describe('the log', () => {
  it('is one line of JSON for each event, at its level', () => {
    const lines: string[] = []
    const to = (level: string) => (line: string) => lines.push(`${level} ${line}`)
    const log = createLineLog({ log: to('log'), warn: to('warn'), error: to('error') })
    log.info('request-held')
    log.warn('work-put-off', { correlationId: 'a\nb', attempt: 2, state: true, code: undefined })
    log.error('request-failed', { code: 'x' })
    expect(lines).toEqual([
      'log {"event":"request-held"}',
      'warn {"event":"work-put-off","correlationId":"a\\nb","attempt":2,"state":true}',
      'error {"event":"request-failed","code":"x"}',
    ])
    createLineLog({ log: to('log'), warn: to('warn'), error: to('error') }, () => ({ function: 'F' })).info('job-run')
    expect(lines.at(-1)).toBe('log {"event":"job-run","function":"F"}')
  })

  it('tells the names and codes of a failure and its causes, never its words', () => {
    const cause = Object.assign(new TypeError('secret words'), { code: 'ECONNRESET' })
    const error = new Error('of ada@fabrikam.example', { cause: new RangeError('secret', { cause }) })
    expect(describeError(error)).toBe('Error < RangeError < TypeError(ECONNRESET)')
    expect(describeError('thrown text')).toBe('string')
    expect(describeError(undefined)).toBe('undefined')
  })

  it('stops at five causes, also where they go round in a circle', () => {
    const error = new Error('a')
    error.cause = error
    expect(describeError(error)).toBe('Error < Error < Error < Error < Error')
  })
})
