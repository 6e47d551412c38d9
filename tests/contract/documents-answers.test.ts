// The requests in the pages are taken, and answered as the pages show it.

import { describe, expect, it } from 'vitest'
import { openApi } from '../../functions/open-api.ts'
import { problems } from '../../functions/problems.ts'
import { createSubmitRequest } from '../../shared/channel/submit-request.ts'
import { violations } from '../support/conformity.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { pageAt } from '../unit/documents-text.ts'

type Shown = { readonly command: string; readonly answer: string }

/** Each answer in JSON, with the command above it if there is one. */
const shown: Shown[] = ['README.md', 'docs/integrate.md', 'docs/operate.md'].flatMap((path) =>
  pageAt(path)
    .blocks.map((block) => {
      const at = block.search(/^\{"/m)
      return { command: block.slice(0, Math.max(at, 0)), answer: at === -1 ? '' : block.slice(at).trim() }
    })
    .filter(({ answer }) => answer !== ''),
)

type Answer = { readonly code?: keyof typeof problems; readonly neighbours?: unknown; readonly status?: unknown }

const addressOf = (command: string, answer: Answer): string => {
  if (answer.neighbours) return '/api/health'
  const [, path] = /https?:\/\/(?:<app>|[\d.:]+)(\/[\w/-]*)/.exec(command) ?? []
  return path ?? (command.includes('<statusUrl>') ? '/api/onboarding-requests/some' : '/api/onboarding-requests')
}

/** What is wrong with an answer by the table of routes and the interface description. */
const wrongIn = ({ command, answer }: Shown): string[] => {
  const read = JSON.parse(answer) as Answer
  const path = addressOf(command, read)
  const method = path === '/api/onboarding-requests' ? 'POST' : 'GET'
  const status = read.code ? problems[read.code][0] : method === 'POST' ? 202 : 200
  const type = read.code ? 'application/problem+json' : 'application/json'
  return violations({
    method,
    path,
    status,
    type,
    text: answer.replaceAll('https://<app>', 'https://partners.example'),
  })
}

const nameOf = ({ command, answer }: Shown): string =>
  `${command.split('\n')[0]?.slice(0, 60)} … ${answer.slice(0, 40)}`

describe('the answers in the pages', () => {
  it.each(shown.map((one) => [nameOf(one), one] as const))('%s is as the app answers', (_, one) => {
    expect(wrongIn(one)).toEqual([])
  })

  it('are these', () => {
    expect(shown.length).toBe(7)
    expect(wrongIn({ command: '', answer: '{"requestId":"1","status":"Done"}' })).not.toEqual([])
  })

  it('show members of a prospect that it has', () => {
    const [fragment = ''] = pageAt('README.md').blocks.flatMap((block) => /^"customers":[\s\S]*/m.exec(block) ?? [])
    const document = JSON.stringify(
      openApi({ channels: ['default'], defaultLanguage: 'en' }, 'https://partners.example'),
    )
    const names = [...fragment.matchAll(/"(\w+)":/g)].map(([name]) => name)
    expect(names.length).toBeGreaterThan(8)
    expect(names.filter((name) => !document.includes(name))).toEqual([])
  })
})

describe('the requests in the pages', () => {
  const sent = shown.flatMap(({ command, answer }) => {
    const [, body] = /-d '(\{[\s\S]*\})'/.exec(command) ?? []
    const [, key] = /idempotency-key: ([^']+)'/.exec(command) ?? []
    return body === undefined ? [] : [{ body, key, answer: JSON.parse(answer) as Record<string, unknown> }]
  })

  it.each(sent)('are taken in or refused as shown: $answer.requestId $answer.code', async ({ body, key, answer }) => {
    const rules = { channels: ['default'], defaultLanguage: 'en' } as const
    const now = () => new Date('2026-11-21T07:38:00Z')
    const { requests } = memoryStores().channel
    const result = await createSubmitRequest({ requests, rules, now })(JSON.parse(body), key)
    expect('errors' in result ? result.errors : 'requestId' in result && result.requestId).toEqual(
      answer['errors'] ?? answer['requestId'],
    )
  })

  it('are these', () => expect(sent.length).toBe(3))
})
