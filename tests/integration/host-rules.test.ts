// The two small languages of the functions host: schedules (NCRONTAB) and route templates.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTimeSpan } from '../../infra/local/host/app-config.ts'
import { pathSegments, readTarget } from '../../infra/local/host/http-target.ts'
import { parseRoute } from '../../infra/local/host/route-template.ts'
import { isOftenerThanMinutely, parseSchedule } from '../../infra/local/host/schedule.ts'
import { parseNcrontab } from '../../shared/platform/ncrontab.ts'

const nextOf = (expression: string, after: string): string => {
  const next = parseNcrontab(expression).next(Date.parse(after))
  return Number.isFinite(next) ? new Date(next).toISOString() : 'never'
}

describe('a schedule', () => {
  it.each([
    ['*/15 * * * * *', '2026-11-21T10:00:15Z', '2026-11-21T10:00:30.000Z'],
    ['0 */5 * * * *', '2026-11-21T10:58:01Z', '2026-11-21T11:00:00.000Z'],
    ['*/5 * * * *', '2026-11-21T10:58:01Z', '2026-11-21T11:00:00.000Z'],
    ['0 0 9-17 * * MON-FRI', '2026-11-20T17:30:00Z', '2026-11-23T09:00:00.000Z'],
    ['0 30 9 * Jan Mon', '2026-11-21T00:00:00Z', '2027-01-04T09:30:00.000Z'],
    ['0 0 0 13 * Friday', '2026-11-21T00:00:00Z', '2027-08-13T00:00:00.000Z'],
    ['0 0 0 29 2 *', '2026-11-21T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['59 59 23 31 12 *', '2026-12-31T23:59:59Z', '2027-12-31T23:59:59.000Z'],
    ['0 5/20 * * * *', '2026-11-21T10:06:00Z', '2026-11-21T10:25:00.000Z'],
    ['0 0 0 31 2 *', '2026-11-21T00:00:00Z', 'never'],
  ])('%s after %s is next due at %s', (expression, after, next) => {
    expect(nextOf(expression, after)).toBe(next)
  })

  it.each([
    '',
    '* * * *',
    '* * * * * * *',
    '60 * * * * *',
    '* * 24 * * *',
    '* * * 0 * *',
    '* * * * 13 *',
    '* * * * * 7',
    '5-1 * * * * *',
    '*/0 * * * * *',
    'x * * * * *',
  ])('such as "%s" is refused', (expression) => {
    expect(() => parseNcrontab(expression)).toThrow(/was not recognized as a valid cron expression/)
  })

  it('is next due in the future, on a whole second, and nothing in between matches', () => {
    const second = fc.integer({ min: 0, max: 59 })
    const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) })
    fc.assert(
      fc.property(second, second, fc.integer({ min: 0, max: 23 }), moment, (seconds, minutes, hours, after) => {
        const next = parseNcrontab(`${seconds} ${minutes} ${hours} * * *`).next(after)
        expect(next - after).toBeGreaterThan(0)
        expect(next - after).toBeLessThanOrEqual(86_400_000)
        expect(new Date(next).toISOString().slice(11, 19)).toBe(
          [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':'),
        )
      }),
    )
  })

  it('may be a constant time span, which five fields are not taken for', () => {
    expect(parseSchedule('00:05:00').next(1000)).toBe(301_000)
    expect(parseTimeSpan('1.02:03:04.5')).toBe(93_784_500)
    expect(parseTimeSpan('5 minutes')).toBeUndefined()
  })

  it('is known to fire oftener than once a minute', () => {
    const now = Date.parse('2026-11-21T00:00:00Z')
    expect(isOftenerThanMinutely(parseNcrontab('*/30 * * * * *'), now)).toBe(true)
    expect(isOftenerThanMinutely(parseNcrontab('0,30 0 0 * * *'), now)).toBe(true)
    expect(isOftenerThanMinutely(parseNcrontab('0 * * * * *'), now)).toBe(false)
  })
})

describe('the target of a request', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['/a/./b/../c', '/a/c', '/a/c'],
    ['/../../x', '/x', '/x'],
    ['/a/..', '/', '/'],
    ['/a/.', '/a/', '/a/'],
    ['/a/%2e%2E/b', '/b', '/b'],
    ['/a/.../b..', '/a/.../b..', '/a/.../b..'],
    ['/%61%7Eb', '/a~b', '/a~b'],
    ['/caf%C3%A9/%F0%9F%8D%B0', '/café/🍰', '/caf%C3%A9/%F0%9F%8D%B0'],
    ['/a%20b%3Fc%23d', '/a b?c#d', '/a%20b%3Fc%23d'],
    ['/a%2fb%2F', '/a%2fb%2F', '/a%2fb%2F'],
    ['/%zz/100%', '/%zz/100%', '/%25zz/100%25'],
    ['/%E0%A4%A', '/%E0%A4%A', '/%E0%A4%25A'],
    ['/%C0%AF%ED%A0%80', '/%C0%AF%ED%A0%80', '/%C0%AF%ED%A0%80'],
    ['/%25%2541', '/%%41', '/%25%41'],
    [`/!$&'()*+,;=:@[]`, `/!$&'()*+,;=:@[]`, `/!$&'()*+,;=:@%5B%5D`],
    ['http://localhost:1/a/../b?c', '/b', '/b'],
    ['http://localhost', '/', '/'],
    ['http://[/a', undefined, undefined],
    ['/%00', undefined, undefined],
    ['/a%00b', undefined, undefined],
    ['/caf\u00e9', undefined, undefined],
    ['/a b', undefined, undefined],
  ])('%s is the path %s', (target, path, encoded) => {
    expect([readTarget(target)?.path, readTarget(target)?.encoded]).toEqual([path, encoded])
  })

  it('keeps its query as it was sent, dots and all', () => {
    expect(readTarget('/a?b=%zz/../c')?.search).toBe('?b=%zz/../c')
    expect(readTarget('/a')?.search).toBe('')
  })

  it('is read and encoded to itself, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = readTarget(`/${encodeURIComponent(text.replaceAll('\0', '').toWellFormed())}`)
        const twice = readTarget(once?.encoded ?? '')
        expect(readTarget(twice?.encoded ?? '')?.encoded).toBe(twice?.encoded)
      }),
    )
  })
})

const match = (template: string, path: string) => parseRoute(template).match(pathSegments(readTarget(path)?.path ?? ''))

describe('a route template', () => {
  it.each<[string, string, Record<string, string> | undefined]>([
    ['a/b', '/A/B/', {}],
    ['a/b', '/a', undefined],
    ['a/b', '/a/b/c', undefined],
    ['{x}', '/', undefined],
    ['{x?}', '/', {}],
    ['{x=5}', '/', { x: '5' }],
    ['{ignored:maxlength(0)?}', '/', {}],
    ['{ignored:maxlength(0)?}', '/x', undefined],
    ['{id:int}', '/-12', { id: '-12' }],
    ['{id:int}', '/2147483648', undefined],
    ['{id:long}', '/2147483648', { id: '2147483648' }],
    ['{id:guid}', '/6F9619FF-8B86-D011-B42D-00C04FC964FF', { id: '6F9619FF-8B86-D011-B42D-00C04FC964FF' }],
    ['{on:bool}/{n:range(1,10)}', '/True/10', { on: 'True', n: '10' }],
    ['{on:bool}/{n:range(1,10)}', '/True/11', undefined],
    ['{w:alpha:length(2,3)}', '/abcd', undefined],
    ['{d:datetime}', '/2026-11-21', { d: '2026-11-21' }],
    ['{d:datetime}', '/soon', undefined],
    ['{c:regex(^\\d{{3}}-[a-z]+$)}', '/123-Abc', { c: '123-Abc' }],
    ['{c:regex(^\\d{{3}}-[a-z]+$)}', '/12-abc', undefined],
    ['{name}.{extension}', '/report.final.pdf', { name: 'report.final', extension: 'pdf' }],
    ['v{version:int}/x', '/v2/x', { version: '2' }],
    ['files/{*rest}', '/files/a/b', { rest: 'a/b' }],
    ['files/{*rest}', '/files', {}],
    ['{{literal}}', '/{literal}', {}],
    ['a/{x}/b', '/a/%20%2f/b', { x: ' %2f' }],
  ])('%s meets %s', (template, path, values) => {
    expect(match(template, path)).toEqual(values)
  })

  it.each(['{', '}', 'a/{x', '{}', '{x:nope}', '{x}/{X}', '{x:length(}'])('such as "%s" is refused', (template) => {
    expect(() => parseRoute(template)).toThrow()
  })
})
