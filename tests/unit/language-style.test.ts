// How each language is written: its own quotation marks, its own width of punctuation, its own form of numbers, and one word
// for one thing on pages and in mails, by the glossary. Texts are judged alone, and as pages and mails show them.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { countryOptions } from '../../shared/channel/pages/country-options.ts'
import { errorText, hintOf } from '../../shared/channel/pages/field-words.ts'
import { renderSignUp } from '../../shared/channel/pages/render-sign-up.ts'
import { countryCodes } from '../../shared/domain/countries.ts'
import { type Language, languages } from '../../shared/domain/languages.ts'
import { accountTexts } from '../../shared/languages/account-by-language.ts'
import { wordJoiner } from '../../shared/languages/kept-together.ts'
import { mailTexts } from '../../shared/languages/mails-by-language.ts'
import { siteTexts } from '../../shared/languages/site-by-language.ts'
import { dayText } from '../../shared/platform/date-text.ts'
import type { Html } from '../../shared/platform/html.ts'
import { channelsFrom } from '../support/site-samples.ts'
import { mailDay, mailsIn } from './language-mails.ts'
import { attribute, elementsOf, named, textOf, within } from './pages-dom.ts'
import { sitePages } from './pages-samples.ts'

/** Every text below a value; functions are called with words that no language has. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return textsIn(value(...Array.from({ length: value.length }, () => 'Xyzzy')))
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return []
  return Object.entries(value).flatMap(([name, member]) => (name === 'punctuation' ? [] : textsIn(member)))
}

/** The one title that a site's own menu has too (*My account*) is said as people know it. */
const ofPartners = (tag: Language): string[] => textsIn({ ...accountTexts[tag], title: [] })
const said = (tag: Language): string[] => [...textsIn(siteTexts[tag]), ...textsIn(mailTexts[tag]), ...ofPartners(tag)]

const readTags = ['title', 'h1', 'h2', 'h3', 'p', 'li', 'label', 'dt', 'button', 'a', 'summary', 'td']
const attributesRead = ['aria-label', 'title', 'alt', 'placeholder']

/** What a reader of a document is told, piece by piece; moments and names of countries are the browser's own words. */
const readIn = (document: Html): string[] =>
  elementsOf(document)
    .filter(({ tagName }) => readTags.includes(tagName))
    .flatMap((element) => [
      textOf(element).replace(named(within(element), 'time').map(textOf).join(''), ''),
      ...attributesRead.flatMap((name) => attribute(element, name) ?? []),
    ])

const [channel] = channelsFrom([{ name: 'eu', terms: { url: 'https://shop.example/terms', version: '3' } }])
/** Everything as it reaches its reader: what the code puts between the words of a language is judged with them. */
const shown = (tag: Language): string[] => [
  ...[...Object.values(sitePages(tag)), termsForm(tag)].flatMap(readIn),
  ...mailsIn(tag).flatMap(({ subject, text }) => [
    subject,
    ...text.replaceAll(dayText(mailDay, tag), 'Xyzzy').split('\n'),
  ]),
]

const termsForm = (language: Language): Html =>
  renderSignUp({
    siteName: 'Xyzzy',
    language,
    channel,
    action: '/sign-up',
    values: {},
    errors: [{ path: 'acceptedTerms', code: 'required', message: '' }],
    notice: 'wait',
    fields: [],
    honeypotName: 'fax',
  })

const quotes = '“”„«»‚「」『』'
const beside = (marks: string) => new RegExp(`[\\p{Script=Han}][${marks}]|[${marks}] ?[\\p{Script=Han}]`, 'u')

/** Words of another thing, or of the same thing that the glossary calls otherwise. */
const otherwise: Readonly<Record<Language, RegExp>> = {
  en: /\bapplication\b|(?<!my )\baccount\b|\blog ?in\b|\bverified\b|\bsend (?:it|a new)\b/i,
  tr: /\btalep|giriş yap|denetle|bize ulaş|postalara bak|değerlendir/i,
  et: /taotlus\w* (?:on )?kinnitatud|oma ligipääs|link on terve|oma äri jaoks|hakake|\bavaldus|\bsaatnud|oma e-posti|terve link/i,
  ru: /утвержд|ё|\bзаявлени|\bзапрос|состояни|последнего знака|назад к/i,
  'zh-Hans': /申請|帳戶|请求|地址栏|按下|链接无法使用|查收|分钟后重试/,
  nl: /\baanmeld|\bbesluit|\bbesloten\b|\bverzoek|\bverstu|spammap|\bdetails|enkele minuten|voor uw organisatie inloggen/i,
}

/** How sentences ask somebody to do something; what is pressed on a page says in another form what it does. */
const asked: Readonly<Partial<Record<Language, RegExp>>> = {
  tr: /[iıuü]n[?.]?$/,
  et: /^\p{L}+ge(?= |$)/u,
  ru: /^\p{L}+те(?= |$)/u,
  nl: /^(?:bekijk|kies|lees|maak|open|stuur|toon|voeg|vul)(?= |$)/i,
}

const phoneOrCode = /\+\d[\d -]+|[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}/g

/** Whether a number stands there that the language writes in another form. */
const misgrouped = (tag: Language, text: string): boolean =>
  [...text.replace(phoneOrCode, '').matchAll(/\d[\d.,\u00a0\u202f]*\d/g)].some(([number]) => {
    const value = Number(number.replace(/\D/g, ''))
    return value >= 1000 && new Intl.NumberFormat(tag).format(value) !== number
  })

/** What is wrong with a text of a language, in the words of a reviewer. */
const mistakesIn = (tag: Language, text: string): string[] => {
  const own = siteTexts[tag].terms.quotes.join('')
  const isNarrow = tag === 'zh-Hans' && beside(',:;?!()').test(text)
  const isWide = tag !== 'zh-Hans' && /[\u3000-\u303f\uff00-\uffef]/.test(text)
  const found = {
    'straight quote': /['"]/.test(text),
    'foreign quote': [...quotes].some((mark) => !own.includes(mark) && text.includes(mark)),
    'wrong width': isNarrow || isWide,
    'wrong number': misgrouped(tag, text),
    'other word': otherwise[tag].test(text),
    'double space': /\S {2,}\S/.test(text),
    'space before a mark': / [,.;:!?](?!\S)/.test(text),
  }
  return Object.entries(found).flatMap(([mistake, is]) => (is ? [mistake] : []))
}

const reviewed = (tag: Language, texts: readonly string[]): string[] =>
  texts.flatMap((text) => mistakesIn(tag, text).map((mistake) => `${mistake}: ${text}`))

describe.each(languages.map(({ tag }) => [tag] as const))('in %s', (tag) => {
  it('there is enough to look at', () => {
    expect(said(tag).length).toBeGreaterThan(120)
    expect(shown(tag).length).toBeGreaterThan(300)
  })

  it('no text has a mistake of the pen', () => expect(reviewed(tag, said(tag))).toEqual([]))

  it('no page and no mail has one either, with what the code puts between the texts', () => {
    expect(reviewed(tag, shown(tag))).toEqual([])
  })

  it('what is pressed says what it does, and does not ask the reader to do it', () => {
    const pressed = Object.values(sitePages(tag))
      .flatMap(elementsOf)
      // What leads to a mistake on the same page says the mistake.
      .filter((one) => one.tagName === 'button' || (one.tagName === 'a' && !attribute(one, 'href')?.startsWith('#')))
      .map(textOf)
    expect(pressed.length).toBeGreaterThan(100)
    // The invitation of the site is a button too.
    const { becomePartner } = siteTexts[tag].terms
    expect(pressed.filter((text) => text !== becomePartner && asked[tag]?.test(text))).toEqual([])
  })

  it('a title that begins with a mistake puts the colon of the language behind it', () => {
    const { errors, terms } = siteTexts[tag]
    const titles = [...Object.values(sitePages(tag)), termsForm(tag)].flatMap((page) =>
      named(elementsOf(page), 'title').map(textOf),
    )
    const told = titles.filter((title) => title.startsWith(errors.titlePrefix))
    expect(told.length).toBeGreaterThan(2)
    expect(told.filter((title) => !title.startsWith(errors.titlePrefix + terms.punctuation.colon))).toEqual([])
  })

  it('no line of a page ends behind the first letter of a word such as e-mail, and no mail has a mark against it', () => {
    expect(textsIn(siteTexts[tag]).filter((text) => /\s\p{L}-\p{L}/u.test(text))).toEqual([])
    expect(JSON.stringify(mailsIn(tag))).not.toContain(wordJoiner)
  })

  it('numbers have the form of the language', () => {
    const inNumbers = (value: number) => new Intl.NumberFormat(tag).format(value)
    expect(hintOf('comments', tag)).toContain(inNumbers(1500))
    const tooLong = errorText({ path: 'comments', code: 'too-long', message: '' }, tag)
    expect(tooLong).toContain(inNumbers(1500))
    expect(errorText({ path: 'comments', code: 'malformed', message: '', place: 12_345 }, tag)).toContain(
      inNumbers(12_345),
    )
  })

  it('every country has a name, and the names are in the order of the language', () => {
    const options = countryOptions(tag)
    expect(options.map(({ code }) => code).sort()).toEqual([...countryCodes].sort())
    expect(options.filter(({ code, name }) => name === code)).toEqual([])
    const order = new Intl.Collator(tag)
    const names = options.map(({ name }) => name)
    expect(names).toEqual(names.toSorted(order.compare))
  })

  it('pages and mails stand in one folder', () => {
    const folder = join(import.meta.dirname, '..', '..', 'shared', 'languages', tag.toLowerCase())
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['account.ts', 'mails.ts', 'site.ts', 'terms.ts']))
  })
})

it('Kosovo is called by its name everywhere', () => {
  const names = languages.map(({ tag }) => countryOptions(tag).find(({ code }) => code === 'XK')?.name)
  expect(names).toEqual(['Kosovo', 'Kosova', 'Kosovo', 'Косово', '科索沃', 'Kosovo'])
})

describe('a reviewer', () => {
  it.each([
    ['zh-Hans', '状态: 已批准', 'wrong width'],
    ['zh-Hans', '阅读条款(在新标签页中打开)', 'wrong width'],
    ['nl', 'Status：goedgekeurd', 'wrong width'],
    ['en', 'the "request"', 'straight quote'],
    ['nl', "collega's", 'straight quote'],
    ['ru', 'компании “Ромашка”', 'foreign quote'],
    ['et', 'ettevõtte “Tamm”', 'foreign quote'],
    ['nl', 'Maximaal 1,500 tekens', 'wrong number'],
    ['nl', 'Maximaal 1500 tekens', 'wrong number'],
    ['en', 'At most 1.500 characters', 'wrong number'],
    ['ru', 'Заявка утверждена', 'other word'],
    ['ru', 'Состояние', 'other word'],
    ['tr', 'Adresi denetleyin', 'other word'],
    ['zh-Hans', '请按下按钮', 'other word'],
    ['en', 'Your application', 'other word'],
    ['nl', 'Wij  kennen', 'double space'],
    ['en', 'Two words .', 'space before a mark'],
  ] as const)('of %s finds %s: %s', (tag, text, mistake) => {
    expect(mistakesIn(tag, text)).toEqual([mistake])
  })

  it.each([
    ['zh-Hans', '状态：已批准（在新标签页中打开）'],
    ['nl', 'Bel +31 20 1234567, maximaal 1.500 tekens'],
    ['et', 'Kuni 1500 märki'],
    ['ru', 'Не более 1\u00a0500 символов компании «Ромашка»'],
    ['en', 'Reference: DM7-PPK-JMG'],
  ] as const)('of %s has nothing against %s', (tag, text) => expect(mistakesIn(tag, text)).toEqual([]))
})
