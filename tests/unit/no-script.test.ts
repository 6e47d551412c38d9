// The pages for applicants and partners need no script and get none: what other shops do with scripts (checks, counters,
// warnings) is done by the server and by the form itself. Those of headquarters have one, from here, and work without it.

import { expect, it } from 'vitest'
import { describedRoutes } from '../../functions/described-routes.ts'
import { html, withScript } from '../../shared/platform/html.ts'
import { page, script, stylesheet, type WebAnswer } from '../../shared/platform/http.ts'
import { staffScript } from '../../shared/platform/staff-script.ts'

const policyOf = ({ headers }: WebAnswer): ReadonlyMap<string, string> =>
  new Map(
    (headers?.['content-security-policy'] ?? '').split('; ').map((rule): [string, string] => {
      const [name = '', ...sources] = rule.split(' ')
      return [name, sources.join(' ')]
    }),
  )

it.each([
  ['a page', page(html`<p>`)],
  ['a page with a logo from elsewhere', page(html`<p>`, 200, 'https://cdn.shop.example/logo.png')],
  ['a refusal', page(html`<p>`, 400)],
])('%s lets no script run, whatever gets into it', (_, answer) => {
  const policy = policyOf(answer)
  expect(policy.get('default-src')).toBe("'none'")
  const others = [...policy.keys()].filter((name) => /script|worker|object|frame-src|connect/.test(name))
  expect(others).toEqual([])
  expect([...policy.values()].join(' ')).not.toMatch(/unsafe|nonce|sha\d|\*/)
})

it('a page of headquarters lets ours run, and nothing that is written into it', () => {
  const policy = policyOf(page(withScript(html`<p>`)))
  expect(policy.get('script-src')).toBe("'self'")
  expect([...policy.values()].join(' ')).not.toMatch(/unsafe|nonce|sha\d|\*/)
})

it('one address of the app gives one out, and it calls for nothing and writes no markup', () => {
  const scripts = Object.entries(describedRoutes).filter(([, { kind }]) => kind === 'script')
  expect(scripts.map(([name]) => name)).toEqual(['StaffScript'])
  expect(script(staffScript).headers?.['content-type']).toBe('text/javascript; charset=utf-8')
  expect(staffScript).not.toMatch(
    /fetch|XMLHttp|innerHTML|outerHTML|insertAdjacent|eval|Function|import|cookie|location|open\(/,
  )
  const { headers } = stylesheet('p {}')
  expect(headers?.['content-type']).toBe('text/css; charset=utf-8')
})
