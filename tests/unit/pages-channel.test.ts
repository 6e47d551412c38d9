// What the B2B site tells applicants, in every language.

import { describe, expect, test } from 'vitest'
import { renderHome } from '../../shared/channel/pages/render-home.ts'
import { renderSignUp } from '../../shared/channel/pages/render-sign-up.ts'
import { renderStatus } from '../../shared/channel/pages/render-status.ts'
import { controlName } from '../../shared/channel/sign-up-form.ts'
import { type Language, languages } from '../../shared/domain/languages.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { siteTexts } from '../../shared/languages/site-by-language.ts'
import { onPage } from '../../shared/languages/terms.ts'
import { channelsFrom } from '../support/site-samples.ts'
import { attribute, type Element, elementsOf, named, textOf, within } from './pages-dom.ts'
import { refusedForm, sitePages } from './pages-samples.ts'

const [outlet] = channelsFrom([{ name: 'outlet' }])

const everyLanguage = languages.map(({ tag }) => tag)
const shown = onboardingFields.filter((field) => field.path !== 'channel')
const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Everything that the site says, without the marks that languages share. */
const wordsOf = (language: Language) => {
  const { terms, ...texts } = siteTexts[language]
  const { quotes: _, signIn, approve, ...words } = terms
  return { ...texts, terms: { ...words, signIn: onPage(signIn), approve } }
}

const freshForm = (language: Language, values: Record<string, string> = {}) =>
  renderSignUp({
    siteName: 'Northwind Trade',
    language,
    action: '/sign-up',
    values,
    errors: [],
    fields: [{ name: 'expectedVolume' }],
    channel: outlet,
    renderedAt: 'stamp',
    honeypotName: 'fax',
  })

/** Words that a language has from the country they are used in, or shares with English. */
const wordsOfAll: Readonly<Partial<Record<Language, readonly string[]>>> = {
  nl: [
    '/links/privacy',
    '/links/contact',
    '/fields/company.website/label',
    '/addressWords/state/district',
    '/addressWords/state/oblast',
    '/addressWords/city/district',
    '/addressWords/postalCode/postcode',
    '/addressWords/postalCode/eircode',
  ],
  tr: ['/addressWords/state/oblast', '/addressWords/postalCode/eircode'],
  et: ['/addressWords/state/oblast', '/addressWords/postalCode/eircode'],
  ru: ['/addressWords/postalCode/eircode'],
}

describe.each(everyLanguage)('in %s', (language) => {
  test('no page uses the words of headquarters or of the sales team', () => {
    for (const page of Object.values(sitePages(language))) {
      const words = named(elementsOf(page), 'body', 'title').map(textOf).join(' ')
      expect(words).not.toMatch(siteTexts[language].terms.avoided)
    }
  })

  test('every declared field is in the form once, with its kind of control', () => {
    const elements = named(elementsOf(freshForm(language)), 'input', 'select', 'textarea')
    const names = elements.map((element) => attribute(element, 'name') ?? '')
    expect([...names].sort()).toEqual(
      [
        ...onboardingFields.map((field) => controlName(field.path)),
        'attributes.expectedVolume',
        'fax',
        'renderedAt',
        'shown-language',
      ].sort(),
    )
    for (const field of shown) {
      const control = elements[names.indexOf(controlName(field.path))]
      // Most addresses need a city.
      const isRequired = field.required || field.path === 'company.address.city'
      expect(control?.attrs.some(({ name }) => name === 'required')).toBe(isRequired)
    }
  })

  test('every error stands beside its field and in the summary, linked to it', () => {
    const { colon } = siteTexts[language].terms.punctuation
    const elements = elementsOf(refusedForm(language))
    const summary = elements.find((element) => attribute(element, 'role') === 'alert')
    const lines = summary ? named(within(summary), 'li') : []
    expect(lines).toHaveLength(onboardingFields.length + 2)
    for (const { path } of [...shown, { path: 'attributes.expectedVolume' } as const]) {
      const control = elements.find((element) => attribute(element, 'name') === controlName(path))
      const id = control && attribute(control, 'id')
      const error = elements.find((element) => attribute(element, 'id') === `${id}-error`)
      const link = elements.find((element) => attribute(element, 'href') === `#${id}`)
      expect(control && attribute(control, 'aria-invalid')).toBe('true')
      expect(control && attribute(control, 'aria-describedby')?.split(' ')).toContain(`${id}-error`)
      expect(error && textOf(error)).toBeTruthy()
      expect(link && error && textOf(link).endsWith(`${colon}${textOf(error)}`)).toBe(true)
    }
    expect(lines.map((line) => textOf(line)).join(' ')).not.toContain('English only.')
  })

  test('the summary names what is wrong in the order of the form, and last what stands nowhere in it', () => {
    const places = Object.values(sitePages(language)).map((page) => {
      const elements = elementsOf(page)
      const summaries = elements.filter((element) => attribute(element, 'class') === 'error-summary')
      const lines = summaries.flatMap((summary) => named(within(summary), 'li'))
      return lines.map((line) => {
        const [link] = named(within(line), 'a')
        const id = link && attribute(link, 'href')?.slice(1)
        const at = elements.findIndex((element) => attribute(element, 'id') === id)
        return id === undefined || at < 0 ? elements.length : at
      })
    })
    expect(Math.max(...places.map(({ length }) => length))).toBeGreaterThan(2)
    for (const each of places) expect(each).toEqual(each.toSorted((a, b) => a - b))
  })

  test('a text that is too long is told its limit', () => {
    const error = elementsOf(refusedForm(language)).find((one) => attribute(one, 'id') === 'field-company.name-error')
    expect(error && textOf(error)).toContain('160')
    expect(error && textOf(error)).not.toContain('{')
  })

  test('countries have names in that language and the languages their own', () => {
    const selects = named(elementsOf(freshForm(language, { 'company.address.country': 'NL' })), 'select')
    const options = (name: string): Element[] =>
      selects
        .filter((select) => attribute(select, 'name') === name)
        .flatMap((select) => named(within(select), 'option'))
    expect(selects).toHaveLength(2)
    const countries = options('company.address.country')
    expect(countries).toHaveLength(251)
    const chosen = countries.filter((option) => option.attrs.some(({ name }) => name === 'selected'))
    expect(chosen.map(textOf)).toEqual([new Intl.DisplayNames(language, { type: 'region' }).of('NL')])
    expect(options('language').map(textOf)).toEqual(languages.map(({ name }) => name))
  })

  test('the language of the page is the one first offered for the mails', () => {
    const selected = named(elementsOf(freshForm(language)), 'option').filter((one) =>
      one.attrs.some(({ name }) => name === 'selected'),
    )
    expect(selected.map((one) => attribute(one, 'value'))).toEqual([language])
  })

  test('an applicant who asked for mails in another language keeps that choice', () => {
    const other = language === 'nl' ? 'tr' : 'nl'
    const selected = named(elementsOf(freshForm(language, { language: other })), 'option').filter((one) =>
      one.attrs.some(({ name }) => name === 'selected'),
    )
    expect(selected.map((one) => attribute(one, 'value'))).toEqual([other])
  })

  test('home and form lead to the same page in every other language', () => {
    for (const page of [
      renderHome({ siteName: 'N', language, linkAgainUrl: '/status-link', signUpUrl: '/sign-up' }),
      freshForm(language),
    ]) {
      // The form has buttons instead, which keep what was typed.
      const links = named(elementsOf(page), 'a', 'button').filter((link) => attribute(link, 'lang') !== undefined)
      expect(links.map((link) => attribute(link, 'href') ?? attribute(link, 'formaction'))).toEqual(
        everyLanguage.map((tag) => `?language=${tag}`),
      )
      const current = links.filter((link) => attribute(link, 'aria-current') === 'true')
      expect(current.map((link) => attribute(link, 'lang'))).toEqual([language])
    }
  })

  test('a page that tells of a mistake leads home, once', () => {
    const { error, 'not-found': notFound, 'too-many-requests': tooMany } = sitePages(language)
    for (const page of [error, notFound, tooMany]) {
      const main = page ? named(elementsOf(page), 'main').flatMap((one) => named(within(one), 'a')) : []
      expect(main.map((link) => [attribute(link, 'href'), textOf(link)])).toEqual([['/', siteTexts[language].backHome]])
    }
  })

  test('the confirmation says submitted and never approved', () => {
    const page = sitePages(language)['confirmation']
    const words = page ? named(elementsOf(page), 'main').map(textOf).join(' ') : ''
    expect(words).not.toContain(siteTexts[language].terms.statuses.Approved)
    expect(words).toContain(siteTexts[language].confirmation.keepLink)
    expect(words).toContain('https://shop.example/requests/1?token=t0ken')
  })

  test('no text is missing and none is left in English', () => {
    const flat = (value: unknown, path = ''): [string, string][] =>
      typeof value === 'string'
        ? [[path, value]]
        : Object.entries(value ?? {}).flatMap(([key, inner]) =>
            // Marks are the language's own, and so are the forms that numbers take in it.
            key === 'punctuation' || key === 'usually' ? [] : flat(inner, `${path}/${key}`),
          )
    const english = new Map(flat(wordsOf('en')))
    const own = flat(wordsOf(language))
    expect(own.map(([path]) => path).sort()).toEqual([...english.keys()].sort())
    expect(own.filter(([, text]) => text.trim() === '')).toEqual([])
    if (language === 'en') return
    expect(own.filter(([path, text]) => english.get(path) === text).map(([path]) => path)).toEqual(
      wordsOfAll[language] ?? [],
    )
  })
})

test('the trap for programs is out of sight, out of the tab order and silent', () => {
  const elements = elementsOf(freshForm('en'))
  const trap = elements.find((element) => attribute(element, 'name') === 'fax')
  expect(trap && attribute(trap, 'tabindex')).toBe('-1')
  const frame = trap?.parentNode
  expect(frame && 'attrs' in frame && attribute(frame, 'aria-hidden')).toBe('true')
  expect(frame && 'attrs' in frame && attribute(frame, 'class')).toBe('off-screen')
})

test('the form carries its channel and the stamp of its making, and no stamp when there is none', () => {
  const hidden = (elements: readonly Element[]) =>
    elements
      .filter((one) => attribute(one, 'type') === 'hidden')
      .map((one) => [attribute(one, 'name'), attribute(one, 'value')])
  expect(hidden(elementsOf(freshForm('en')))).toEqual([
    ['shown-language', 'en'],
    ['channel', 'outlet'],
    ['renderedAt', 'stamp'],
  ])
  expect(hidden(elementsOf(sitePages('en')['sign-up'] ?? freshForm('en')))).toEqual([
    ['shown-language', 'en'],
    ['channel', 'default'],
  ])
})

test('a name that only objects have is no value', () => {
  const values: Record<string, string> = JSON.parse('{"__proto__":"x"}')
  expect(freshForm('en', values).toString()).toBe(freshForm('en').toString())
})

test('moments are told as days in words, and for programs', () => {
  const page = renderStatus({
    siteName: 'N',
    requestId: '5b1f3c2a-9d04-5e7a-8b63-1c2d3e4f5a6b',
    language: 'nl',
    status: 'InReview',
    submittedAt: '2026-11-20T23:05:00+02:00',
  })
  const [time] = named(elementsOf(page), 'time')
  expect(time && attribute(time, 'datetime')).toBe('2026-11-20T21:05:00.000Z')
  expect(time && spaced(textOf(time))).toBe('20 november 2026')
})

test('only an approved request offers to sign in', () => {
  const links = (status: 'Submitted' | 'InReview' | 'Approved' | 'Declined') =>
    named(
      elementsOf(
        renderStatus({
          siteName: 'N',
          requestId: '5b1f3c2a-9d04-5e7a-8b63-1c2d3e4f5a6b',
          language: 'en',
          status,
          submittedAt: '2026-11-20T23:05:00Z',
          signInUrl: '/in',
        }),
      ),
      'a',
    ).filter((link) => attribute(link, 'href') === '/in').length
  expect([links('Submitted'), links('InReview'), links('Approved'), links('Declined')]).toEqual([0, 0, 1, 0])
})

test.each(everyLanguage)('a withdrawn request tells of no decision, because nobody made one: %s', (language) => {
  const { status, withdrawal } = siteTexts[language]
  const steps = (name: string) =>
    elementsOf(sitePages(language)[name] ?? refusedForm(language))
      .filter(({ tagName }) => tagName === 'li')
      .map((element) => spaced(textOf(element)))
  const withdrawn = steps('status-withdrawn')
  expect(withdrawn.at(-1)).toContain(withdrawal.state)
  expect(withdrawn.join()).not.toContain(status.steps.decision)
  expect(steps('status-declined').join()).toContain(status.steps.decision)
})
