// What is installed is what was looked at: each package of the lockfile by its digest, none from a named host.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './azure-files.ts'

type Locked = { readonly integrity?: string; readonly resolved?: string; readonly link?: boolean }

const text = readFileSync(join(root, 'package-lock.json'), 'utf8')
const { packages } = JSON.parse(text) as { packages: Record<string, Locked> }

/** Packages that could be exchanged unseen: without a digest, or with a weak one. */
const exchangeable = (all: Record<string, Locked>): string[] =>
  Object.entries(all)
    .filter(([path, { link }]) => path !== '' && !link)
    .filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))
    .map(([path]) => path)

it('every package, those of other systems too, is locked by its digest', () => {
  expect(Object.keys(packages).length).toBeGreaterThan(100)
  expect(exchangeable(packages)).toEqual([])
})

it('a package without a digest, or with a weak one, is noticed', () => {
  const digest = `sha512-${'A'.repeat(86)}==`
  expect(exchangeable({ '': {}, a: { integrity: digest }, b: {}, c: { integrity: 'sha1-abc' } })).toEqual(['b', 'c'])
})

it('no registry is named, so that each machine asks its own', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([])
  expect(text).not.toMatch(/https?:\/\/[\w.-]+\/[^"]*\.tgz/)
})
