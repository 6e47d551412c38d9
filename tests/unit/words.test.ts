// Nothing that people read is empty, and what a sentence is given stands in it, in every language.

import { describe, expect, it } from 'vitest'
import { failureCodes } from '../../shared/domain/failures.ts'
import { languages } from '../../shared/domain/languages.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { accountTexts } from '../../shared/languages/account-by-language.ts'
import { mailTexts } from '../../shared/languages/mails-by-language.ts'
import { siteTexts } from '../../shared/languages/site-by-language.ts'
import { nameOf } from '../../shared/languages/staff/name-words.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { staffMails } from '../../shared/languages/staff/staff-mails.ts'
import { inMail, onPage } from '../../shared/languages/terms.ts'

type Said = readonly [path: string, words: string, given: readonly string[]]

/** Every text below an object, with what it was given where it is a function. */
const everything = (value: unknown, path = ''): Said[] => {
  if (typeof value === 'string') return [[path, value, []]]
  if (typeof value === 'function') {
    const given = ['first', 'second', 'third'].slice(0, value.length)
    const said: unknown = value(...given)
    return [[path, Array.isArray(said) ? said.join('|') : String(said), given]]
  }
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'punctuation' ? [] : everything(member, `${path}.${name}`),
  )
}

const expectWords = (said: readonly Said[], least: number): void => {
  expect(said.length).toBeGreaterThan(least)
  for (const [path, words, given] of said) {
    for (const part of words.split('|')) expect(part, path).toMatch(/[\p{L}\p{N}“”„«»]/u)
    for (const each of given) expect(words, path).toContain(each)
  }
}

describe.each(languages.map(({ tag }) => tag))('in %s', (tag) => {
  it('the site says something everywhere', () => {
    expectWords(everything(siteTexts[tag]), 80)
    expect(siteTexts[tag].home.steps).toHaveLength(3)
    expect(siteTexts[tag].confirmation.next).toHaveLength(3)
  })

  it('partners are told something everywhere', () => {
    expectWords(everything(accountTexts[tag]), 100)
    for (const part of ['count', 'max'] as const) expect(accountTexts[tag].users.countOfMax).toContain(`{${part}}`)
  })

  it('the mails say something everywhere, about the company and the person', () => {
    const { approved, rejected, greeting } = mailTexts[tag]
    expectWords(everything(mailTexts[tag]), 20)
    expect(Object.keys(approved.role)).toEqual(['Admin', 'User'])
    expect(approved.role.Admin).not.toBe(approved.role.User)
    expect(approved.subject('Fabrikam')).toContain('Fabrikam')
    for (const [{ paragraphs }, length] of [
      [approved, 2],
      [rejected, 3],
    ] as const) {
      expect([paragraphs('Fabrikam').length, paragraphs(undefined).length]).toEqual([length, length])
      expect(paragraphs('Fabrikam').join(' ')).toContain('Fabrikam')
    }
    expect(greeting('Ada')).toContain('Ada')
  })

  it('what staff say is known, so that nobody else is told it', () => {
    const { avoided } = siteTexts[tag].terms
    expect([avoided.test('xyz'), mailTexts[tag].terms.avoided]).toEqual([false, avoided])
  })
})

describe('staff', () => {
  it('read something everywhere', () => {
    const { pages, names, flagWords } = staffWords
    const { intro, ...editCustomer } = pages.editCustomer
    const { kinds, processed, ...jobs } = pages.jobs
    // What is on a key is no word.
    const { keys, ...layout } = pages.layout
    const told = keys.all.map(([, text]) => text)
    expectWords(everything({ ...pages, editCustomer, jobs, layout, keys: { ...keys, all: told } }), 120)
    expect(processed(1, 2.5)).toBe('1 processed in 2.5 s')
    expect(kinds({ expression: '0 0 3 * * 1' })).toBe('0 0 3 * * 1')
    expectWords(everything({ names, flagWords, mails: staffMails }), 60)
    expect(intro('Person', [])).toBe('Customer of type Person. What you change is written to Sales too.')
    expect(intro('Organization', ['Tax number', 'Registration number'])).toBe(
      'Customer of type Organization. What you change is written to Sales too, except tax number and registration number, which headquarters keeps to itself.',
    )
  })

  it('are addressed in English, with the moments of Britain', () => {
    expect([staffWords.tag, staffWords.locale]).toEqual(['en', 'en-GB'])
  })

  it('find a sentence for every failure', () => {
    for (const code of [...failureCodes, 'sales-x', 'http-1', 'EPIPE', 'none'])
      expect(staffWords.failureText(code)).toMatch(/^[A-Z].*\.$/)
    for (const code of ['0x80048D19', '0x80060888', '0x80040220', '0x80042f09', '0x80040217'])
      expect(staffWords.failureText(`sales-${code}`)).toContain('npm run sales:install')
    expect(staffWords.failureText('sales-0x80048D19')).toBe(staffWords.failureText('sales-0x80060888'))
  })

  it('call a field of a request as the customer’s field that it becomes, and the others by names of their own', () => {
    expect(onboardingFields.map((field) => staffWords.fieldLabels.requestLabel(field))).toEqual([
      'Name',
      'Website',
      'Registration number',
      'Tax number',
      'Phone',
      'Street',
      'Address line 2',
      'City',
      'State or province',
      'Postal code',
      'Country',
      'First name',
      'Last name',
      'E-mail',
      'Phone',
      'Job title',
      'Comments',
      'Language',
      'Channel',
    ])
  })

  it('see a code of later as it stands', () => {
    expect(nameOf(staffWords.names.roles, 'Admin')).toBe('Admin')
    expect(nameOf({ Admin: 'Administrator' }, 'Admin')).toBe('Administrator')
    expect(nameOf<string>(staffWords.names.roles, 'toString')).toBe('toString')
  })
})

describe('a word of pages and mails', () => {
  it('is the same in both unless it says otherwise', () => {
    expect([onPage('word'), inMail('word')]).toEqual(['word', 'word'])
    expect([onPage({ page: 'a', mail: 'b' }), inMail({ page: 'a', mail: 'b' })]).toEqual(['a', 'b'])
  })
})
