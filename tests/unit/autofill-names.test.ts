// What a browser like Firefox would take each control of the form for. It believes `autocomplete` first, then looks for words
// in id and name, then in the label: https://searchfox.org/mozilla-central/source/toolkit/components/formautofill
// This is a reading of our own of what its rules look for, in the languages of the site.

import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { controlName } from '../../shared/channel/sign-up-form.ts'
import { languages } from '../../shared/domain/languages.ts'
import { type OnboardingPath, onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { attributeOf, elementsOf, textOf } from '../integration/http-page-shape.ts'
import { sitePages } from './pages-samples.ts'

/** In the order in which they are looked for. */
const words = {
  email: /e.?mail|e.?posta|e.?post\b|почт|邮件|邮箱/iu,
  tel: /phone|mobile|telefon|telefoon|телефон|电话|手机/iu,
  organization: /company|business|organi[sz]ation|firma|bedrijf|şirket|ettevõt|компани|предприяти|公司|企业/iu,
  'address-line': /address.?line|street|straat|sokak|cadde|tänav|улиц|地址|adres/iu,
  'address-level2': /city|town|plaats|woonplaats|şehir|ilçe|\blinn|город|城市/iu,
  'address-level1': /state|province|region|county|maakond|область|省/iu,
  'postal-code': /postal|zip|post.?code|posta.?kodu|sihtnumber|индекс|邮编|邮政编码/iu,
  country: /country|ülke|\briik|страна|国家/iu,
  name: /full.?name|first.?name|last.?name|voornaam|achternaam|\bsoyad|eesnimi|perekonnanimi|имя|фамилия|姓名/iu,
} as const

/** What the fields are that such a browser has something for. */
const meant: Partial<Record<OnboardingPath, string>> = {
  'company.name': 'organization',
  'company.phone': 'tel',
  'company.address.line1': 'address-line1',
  'company.address.line2': 'address-line2',
  'company.address.city': 'address-level2',
  'company.address.stateOrProvince': 'address-level1',
  'company.address.postalCode': 'postal-code',
  'company.address.country': 'country',
  'requestor.firstName': 'given-name',
  'requestor.lastName': 'family-name',
  'requestor.email': 'email',
  'requestor.phone': 'tel',
}
/** Fields with a token of their own, of which an address has nothing. */
const apart: Partial<Record<OnboardingPath, string>> = {
  'company.website': 'url',
  'requestor.jobTitle': 'organization-title',
}

const read = (texts: readonly string[]): string | undefined => {
  for (const text of texts) {
    const found = Object.entries(words).find(([, form]) => form.test(text))
    if (found) return found[0]
  }
  return undefined
}

describe.each(languages)('the form in $tag', ({ tag }) => {
  const elements = elementsOf(parse(sitePages(tag)['sign-up']?.toString() ?? ''))
  const controls = onboardingFields
    .filter(({ kind }) => kind !== 'channel')
    .map(({ path }) => {
      const control = elements.find((element) => attributeOf(element, 'name') === controlName(path))
      const id = attributeOf(control, 'id') ?? ''
      const label = elements.find((element) => attributeOf(element, 'for') === id)
      const token = (attributeOf(control, 'autocomplete') ?? '').split(' ').at(-1) ?? ''
      return { path, tag: control?.tagName, token, texts: [id, controlName(path), textOf(label)] }
    })

  it.each(controls)('$path is taken for what it is', ({ path, token, tag: element, texts }) => {
    if (token !== '') return expect(token).toBe(meant[path] ?? apart[path])
    expect(meant[path]).toBeUndefined()
    // Of a list only a country or a state is filled in, by the values it offers.
    if (element !== 'select') expect(read(texts)).toBeUndefined()
  })

  it('says what it is of every field that an address has something for', () => {
    expect(
      controls
        .filter(({ token }) => token !== '')
        .map(({ path }) => path)
        .sort(),
    ).toEqual(Object.keys({ ...meant, ...apart }).sort())
  })
})
