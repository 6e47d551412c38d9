// What is said alike in one language is said alike in all: pages, pages of partners and mails call one thing by one name.

import { describe, expect, it } from 'vitest'
import { type Language, languages } from '../../shared/domain/languages.ts'
import { accountTexts } from '../../shared/languages/account-by-language.ts'
import { wordJoiner } from '../../shared/languages/kept-together.ts'
import { mailTexts } from '../../shared/languages/mails-by-language.ts'
import { siteTexts } from '../../shared/languages/site-by-language.ts'

/** Parts of an address are called as in its country; a state agrees with what is in it; what is said by number has its rules. */
const itsOwn = /addressWords|address\.city|\.states\.|\.terms\./

const textsIn = (value: unknown, path: string): [string, string][] => {
  if (typeof value === 'string') return itsOwn.test(path) ? [] : [[path, value.replaceAll(wordJoiner, '')]]
  if (typeof value === 'function') return textsIn(value(...Array(value.length).fill('Xyzzy')), path)
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return []
  return Object.entries(value).flatMap(([name, member]) => textsIn(member, `${path}.${name}`))
}

const saidIn = (tag: Language): Map<string, string> =>
  new Map([
    ...textsIn(siteTexts[tag], 'site'),
    ...textsIn(mailTexts[tag], 'mails'),
    ...textsIn(accountTexts[tag], 'account'),
  ])

/** A place for each sentence of a text that has several: a sentence of it may be said elsewhere too. */
const sentencesOf = (texts: ReadonlyMap<string, string>): Map<string, string> =>
  new Map(
    [...texts].flatMap(([path, text]) =>
      text
        .split(/(?<=[.?!]) (?=\p{Lu})|(?<=[。？！])/u)
        .map((sentence, at, { length }): [string, string] => [`${path}, sentence ${at + 1} of ${length}`, sentence]),
    ),
  )

/** The places of a language that say the same as another place of it. */
const saidTwice = (said: ReadonlyMap<string, string>): string[][] => {
  const places = new Map<string, string[]>()
  for (const [path, text] of said) places.set(text, [...(places.get(text) ?? []), path])
  return [...places.values()].filter(({ length }) => length > 1)
}

const alikeInEnglish = saidTwice(saidIn('en'))

describe.each(languages.map(({ tag }) => tag))('in %s', (tag) => {
  it('what is said alike in English is said alike on every page and in every mail', () => {
    expect(alikeInEnglish.length).toBeGreaterThan(8)
    const said = saidIn(tag)
    const drifted = alikeInEnglish
      .map((paths) => paths.map((path) => `${path}: ${said.get(path)}`))
      .filter((lines) => new Set(lines.map((line) => line.slice(line.indexOf(': ')))).size > 1)
    expect(drifted).toEqual([])
  })

  it('and so is a sentence that stands in several texts', () => {
    const said = sentencesOf(saidIn(tag))
    // A language may say in one sentence what English says in two: such a text has no place of that name.
    const drifted = saidTwice(sentencesOf(saidIn('en')))
      .map((paths) => paths.flatMap((path) => said.get(path) ?? []))
      .filter((sentences) => new Set(sentences).size > 1)
    expect(drifted).toEqual([])
  })
})
