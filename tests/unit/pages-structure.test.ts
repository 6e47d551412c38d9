// What holds for every page: it is accessible by construction and needs nothing that the content policy forbids.

import { describe, expect, test } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import { type Html, isScripted } from '../../shared/platform/html.ts'
import { attribute, elementsOf, emptyPlaces, named, textOf, within } from './pages-dom.ts'
import { sitePages } from './pages-samples.ts'
import { staffPages } from './pages-staff-samples.ts'

const cases: [name: string, language: string, page: Html][] = [
  ...languages.flatMap(({ tag }) =>
    Object.entries(sitePages(tag)).map(([name, page]): [string, string, Html] => [`${name} (${tag})`, tag, page]),
  ),
  ...Object.entries(staffPages()).map(([name, page]): [string, string, Html] => [name, 'en', page]),
]

describe.each(cases)('the page %s', (_name, language, page) => {
  const elements = elementsOf(page)
  const ids = elements.flatMap((element) => attribute(element, 'id') ?? [])
  const targets = (name: string) => elements.flatMap((element) => attribute(element, name)?.split(' ') ?? [])

  test('tells its language, has a title, one main heading and the landmarks', () => {
    expect(page.toString().startsWith('<!doctype html>\n')).toBe(true)
    expect(named(elements, 'html').map((element) => attribute(element, 'lang'))).toEqual([language])
    expect(named(elements, 'title').map(textOf).join('')).toMatch(/\S – \S/)
    for (const tag of ['h1', 'main', 'header']) expect(named(elements, tag)).toHaveLength(1)
  })

  test('starts with a skip link to its content', () => {
    const [first] = named(elements, 'a')
    expect(first && attribute(first, 'href')).toBe('#content')
    expect(named(elements, 'main').map((element) => attribute(element, 'id'))).toEqual(['content'])
  })

  test('uses each id once, and every reference leads somewhere', () => {
    expect(new Set(ids).size).toBe(ids.length)
    const fragments = targets('href').flatMap((url) => (url.startsWith('#') ? url.slice(1) : []))
    const used = [...targets('aria-labelledby'), ...targets('aria-describedby'), ...targets('for'), ...fragments]
    expect(used.filter((id) => !ids.includes(id))).toEqual([])
  })

  test('labels every control and names every button and link', () => {
    const controls = named(elements, 'input', 'select', 'textarea').filter((one) => attribute(one, 'type') !== 'hidden')
    for (const control of controls) {
      const labels = named(elements, 'label').filter((label) => attribute(label, 'for') === attribute(control, 'id'))
      expect(labels.map(textOf).join('').trim()).not.toBe('')
      expect(attribute(control, 'name')).toBeTruthy()
    }
    for (const one of named(elements, 'button', 'a', 'summary')) expect(textOf(one).trim()).not.toBe('')
  })

  test('holds no paragraph, list, part or word with nothing in it, which would leave a gap', () => {
    expect(emptyPlaces(elements)).toEqual([])
  })

  test('names each control that is wrong in the box above, with the way to it', () => {
    const isSearch = (id: string | undefined) =>
      named(elements, 'form')
        .filter((form) => attribute(form, 'role') === 'search')
        .flatMap(within)
        .some((one) => attribute(one, 'id') === id)
    const wrong = elements.filter((one) => attribute(one, 'aria-invalid') === 'true').map((one) => attribute(one, 'id'))
    const box = elements.filter((one) => attribute(one, 'class') === 'error-summary').flatMap(within)
    const ways = named(box, 'a').map((link) => attribute(link, 'href')?.slice(1))
    expect(wrong.filter((id) => !isSearch(id) && !ways.includes(id))).toEqual([])
    // What is searched for is wrong where it stands; everything else that alerts is the box.
    const alerts = elements.filter((one) => attribute(one, 'role') === 'alert' && !isSearch(attribute(one, 'id')))
    expect(alerts.filter((one) => !box.includes(one))).toEqual([])
  })

  test('lets no browser cut what is pasted into a form whose check tells of it', () => {
    const checked = named(elements, 'form').filter((form) => attribute(form, 'novalidate') !== undefined)
    const cut = checked.flatMap(within).filter((one) => attribute(one, 'maxlength') !== undefined)
    expect(cut.map((one) => attribute(one, 'name'))).toEqual([])
  })

  test('says what is wrong before everything else of its content', () => {
    const content = named(elements, 'main').flatMap(within)
    const wrong = content.filter((one) => attribute(one, 'class') === 'error-summary')
    const heading = content.findIndex(({ tagName }) => tagName === 'h1')
    expect(wrong.filter((one) => content.indexOf(one) > heading)).toEqual([])
  })

  test('skips no level of headings below the main one', () => {
    const levels = named(elements, 'h1', 'h2', 'h3', 'h4').map((heading) => Number(heading.tagName[1]))
    const afterMain = levels.slice(levels.indexOf(1))
    expect(afterMain.filter((level, index) => index > 0 && level > (afterMain[index - 1] ?? 0) + 1)).toEqual([])
  })

  test('gives tables a caption and their heading cells a scope', () => {
    expect(named(elements, 'caption')).toHaveLength(named(elements, 'table').length)
    for (const cell of named(elements, 'th')) expect(attribute(cell, 'scope')).toMatch(/^(?:row|col)$/)
  })

  test('has no script, inline style, event handler or anything from elsewhere', () => {
    expect(named(elements, 'style', 'object', 'embed', 'img', 'base')).toEqual([])
    // A mail is shown in a frame in which nothing may act, and which loads nothing itself.
    for (const frame of named(elements, 'iframe')) {
      expect(attribute(frame, 'sandbox')).toBe('')
      expect(attribute(frame, 'src')).toBeUndefined()
      expect(attribute(frame, 'srcdoc')).toBeTruthy()
    }
    // Only pages of headquarters have a script, which is always the same one.
    const scripts = named(elements, 'script')
    expect(scripts.every((script) => textOf(script) === '')).toBe(true)
    expect(scripts.map((script) => attribute(script, 'src'))).toEqual(
      isScripted(page) ? ['/assets/headquarters.js'] : [],
    )
    for (const picture of named(elements, 'svg')) {
      expect(attribute(picture, 'role')).toBe('img')
      expect(attribute(picture, 'aria-label')).toMatch(/\.$/)
    }
    const attributes = elements
      .filter(({ tagName }) => tagName !== 'script')
      .flatMap((element) => element.attrs.map((attr) => attr.name))
    expect(attributes.filter((name) => name === 'style' || name.startsWith('on') || name === 'src')).toEqual([])
    const links = named(elements, 'link').map((link) => [attribute(link, 'rel'), attribute(link, 'href')])
    expect(links).toEqual([
      ['icon', expect.stringMatching(/^data:image\/svg\+xml,[\w%.-]+$/)],
      ['stylesheet', expect.stringMatching(/^\/assets\/site\.css(?:\?channel=eu)?$/)],
    ])
    for (const form of named(elements, 'form')) {
      const action = attribute(form, 'action')
      expect(action).toMatch(/^\/[^/]/)
      // What changes something is posted; a filter only asks.
      expect([action, attribute(form, 'method')]).toEqual([
        action,
        /#errors$|^\/headquarters\/audit$/.test(action ?? '') ||
        attribute(form, 'role') === 'search' ||
        attribute(form, 'class')?.includes('narrow')
          ? 'get'
          : 'post',
      ])
    }
  })
})
