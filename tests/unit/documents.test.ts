// The pages hang together: short where they should be, every link leads somewhere, and every page can be reached.

import { describe, expect, it } from 'vitest'
import {
  exists,
  findIn,
  isFolder,
  license,
  type Page,
  pageAt,
  pageOf,
  pages,
  targetOf,
  version,
} from './documents-text.ts'

const broken = (page: Page): string[] =>
  page.links.filter((link) => {
    const target = targetOf(page, link)
    if (!target) return false
    if (!exists(target.path)) return true
    if (target.anchor === '') return false
    return isFolder(target.path) || !pageAt(target.path).anchors.includes(target.anchor)
  })

/** Every page that can be reached from one by links. */
const reached = (from: string, found = new Set<string>()): Set<string> => {
  found.add(from)
  const page = pageAt(from)
  for (const link of page.links) {
    const path = targetOf(page, link)?.path
    if (path?.endsWith('.md') && !found.has(path)) reached(path, found)
  }
  return found
}

describe('the README', () => {
  it('is short enough to be read at once', () => {
    expect(pageAt('README.md').text.split('\n').length - 1).toBeLessThanOrEqual(150)
  })

  it('leads to every page', () => {
    const found = reached('README.md')
    expect(pages.map(({ path }) => path).filter((path) => !found.has(path))).toEqual([])
  })
})

describe('the pages', () => {
  it.each(pages.map((page) => [page.path, page] as const))('%s has no link that leads nowhere', (_, page) => {
    expect(broken(page)).toEqual([])
  })

  it('would be caught with a link that leads nowhere', () => {
    const page = pageOf(
      'docs/planted.md',
      'See [this](nowhere.md), [that](../README.md#nothing) and [there](operate.md#logs).',
    )
    expect(broken(page)).toEqual(['nowhere.md', '../README.md#nothing'])
  })

  it('say desk of the place of decision only', () => {
    const said = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/(\w+) desks?\b/gi)].flatMap(([both, before]) => (before === 'approval' ? [] : [path, both])),
    )
    expect(said).toEqual([])
  })
})

describe('the decisions', () => {
  const decisions = pages.filter(({ path }) => /^docs\/decisions\/(?!README)/.test(path))

  it.each(decisions.map((page) => [page.path, page] as const))(
    '%s says why, what, at what cost and until when',
    (_, page) => {
      const headings = [...page.prose.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
      expect(headings).toEqual(['Context', 'Decision', 'What it costs', 'What would change it'])
    },
  )
})

describe('the changelog and the licence', () => {
  it('tell of the version and the licence that the package has', () => {
    const { prose } = pageAt('CHANGELOG.md')
    expect(prose).toContain('## [Unreleased]')
    expect(prose).toMatch(new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm'))
    expect(findIn('LICENSE', /^(\w+) License$/gm)).toEqual([license])
  })
})
