// The pages of this project taken apart: what they name, show and lead to; and the sources they tell of.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Every file of a folder and of those in it. */
export const filesBelow = (path: string): string[] =>
  readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))

export type Page = {
  readonly path: string
  readonly text: string
  /** Without what stands in blocks of code. */
  readonly prose: string
  /** What stands in blocks of code. */
  readonly blocks: readonly string[]
  /** What stands in code style within a line. */
  readonly spans: readonly string[]
  readonly links: readonly string[]
  /** The headings as addresses within the page. */
  readonly anchors: readonly string[]
}

const fence = /^```[^\n]*\n([\s\S]*?)^```$/gm

/** As GitHub makes the address of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

export const pageOf = (path: string, text: string): Page => {
  const prose = text.replace(fence, '')
  const all = (pattern: RegExp): string[] => [...prose.matchAll(pattern)].map(([, one = '']) => one)
  return {
    path,
    text,
    prose,
    blocks: [...text.matchAll(fence)].map(([, block = '']) => block),
    spans: all(/`([^`\n]+)`/g),
    links: all(/\]\(([^)\s]+)\)/g),
    anchors: all(/^#+ (.+)$/gm).map(anchorOf),
  }
}

const atTheTop = readdirSync(root).filter((name) => name.endsWith('.md'))
const pagePaths = [...atTheTop, 'tests/README.md', ...filesBelow('docs').filter((path) => path.endsWith('.md'))]

/** Every page. */
export const pages: readonly Page[] = pagePaths.map((path) => pageOf(path, read(path)))

export const pageAt = (path: string): Page => {
  const page = pages.find((known) => known.path === path)
  if (!page) throw new Error(`There is no page ${path}.`)
  return page
}

/** Where a link of a page leads, as a path of this project; `undefined` for one that leads out of it. */
export const targetOf = (page: Page, link: string): { path: string; anchor: string } | undefined => {
  if (/^[a-z]+:/.test(link)) return undefined
  const [path = '', anchor = ''] = link.split('#')
  return { path: path === '' ? page.path : posix.join(dirname(page.path), path), anchor }
}

/** Whether a file or folder is there. */
export const exists = (path: string): boolean => existsSync(join(root, path))
export const isFolder = (path: string): boolean => exists(path) && statSync(join(root, path)).isDirectory()

const told = ['functions', 'shared', 'infra', 'tests', '.github', '.ci'].flatMap(filesBelow)
const single = ['package.json', 'host.json', 'azure.yaml', 'biome.json', 'vitest.config.ts']
const sources = [...told.filter((path) => !/^tests\/(output|.*\/documents)/.test(path)), ...single].map(read).join('\n')

/** Whether the sources have a name, as a whole word or as a part of a longer name that dots, dashes or slashes divide. */
export const isInSources = (name: string): boolean => {
  for (let at = sources.indexOf(name); at !== -1; at = sources.indexOf(name, at + 1))
    if (
      !/\w\w/.test(sources.slice(at - 1, at + 1)) &&
      !/\w\w/.test(sources.slice(at + name.length - 1, at + name.length + 1))
    )
      return true
  return false
}

const exported = new Set(
  [...sources.matchAll(/^export (?:async )?(?:type|const|class|function\*?) (\w+)/gm)].map(([, name]) => name),
)
export const isExported = (name: string): boolean => exported.has(name)

export const { scripts, license, version, dependencies, devDependencies } = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>
  license: string
  version: string
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

/** What one group of a pattern finds in a file. */
export const findIn = (path: string, pattern: RegExp): string[] =>
  [...read(path).matchAll(pattern)].map(([, one = '']) => one)
