// Whatever a form is refused for, it comes back with everything that was typed, and says in the reader's language what to do.

import { parse } from 'parse5'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formStamp } from '../../shared/channel/form-stamp.ts'
import type { FormNotice } from '../../shared/channel/pages/render-sign-up.ts'
import { controlName } from '../../shared/channel/sign-up-form.ts'
import { languages } from '../../shared/domain/languages.ts'
import { type OnboardingPath, onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { siteTexts } from '../../shared/languages/site-by-language.ts'
import { type Environment, secretsInMemory, startEnvironment } from '../support/environment.ts'
import { freePort } from '../support/free-port.ts'
import { attributeOf, elementsOf, textOf } from './http-page-shape.ts'
import { aForm, expectPage, postForm, settled, stampOf } from './http-support.ts'

const typed: Partial<Record<OnboardingPath, string>> = {
  'company.name': 'Müller & Söhne “Nord”',
  'company.website': 'www.fabrikam.example',
  'company.registrationNumber': 'HRB 1234',
  'company.taxId': 'DE123456789',
  'company.phone': '+49 30 1234567',
  'company.address.line1': 'Hauptstr. 1',
  'company.address.line2': 'Hof 2',
  'company.address.city': 'Berlin',
  'company.address.postalCode': '10115',
  'company.address.country': 'DE',
  'requestor.firstName': 'Ada',
  'requestor.lastName': 'Roth',
  'requestor.email': 'ada@again.example',
  'requestor.phone': '+49 170 1234567',
  'requestor.jobTitle': 'Buyer',
  comments: '\nGarden tools.\nAnd more.',
  language: 'nl',
}

const form = (more: Record<string, string> = {}): Record<string, string> =>
  aForm('', {
    ...Object.fromEntries(Object.entries(typed).map(([path, text]) => [controlName(path as OnboardingPath), text])),
    ...more,
  })

/** What a page shows in the controls of the form, by field path. */
const shownIn = (markup: string): Record<string, string> => {
  const elements = elementsOf(parse(markup))
  return Object.fromEntries(
    onboardingFields.flatMap(({ path, kind }) => {
      const control = elements.find((element) => attributeOf(element, 'name') === controlName(path))
      if (!control || kind === 'channel') return []
      if (control.tagName === 'textarea') return [[path, textOf(control)]]
      if (control.tagName !== 'select') return [[path, attributeOf(control, 'value') ?? '']]
      const chosen = elementsOf(control).find((option) => attributeOf(option, 'selected') !== undefined)
      return [[path, attributeOf(chosen, 'value') ?? '']]
    }),
  )
}

const expectAgain = async (
  response: Response,
  status: number,
  notice: FormNotice | undefined,
  changed: Partial<Record<OnboardingPath, string>> = {},
): Promise<string> => {
  const markup = await expectPage(response, status)
  expect(shownIn(markup)).toMatchObject({ ...typed, ...changed })
  const language = /<html lang="([^"]+)"/.exec(markup)?.[1] as (typeof languages)[number]['tag']
  if (notice !== undefined) expect(markup).toContain(siteTexts[language].form.notices[notice])
  return markup
}

describe('a form', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({ LIMIT_PER_ADDRESS: '1', LEAST_FILL_SECONDS: '2' })
  })
  afterAll(() => env.close())

  const shownLongAgo = () => ({
    renderedAt: formStamp(secretsInMemory.statusToken, Date.now() - 60_000, crypto.randomUUID().replaceAll('-', '')),
  })
  const send = (more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    postForm(env, '/sign-up', form({ ...shownLongAgo(), ...more }), headers)

  it('with a mistake comes back', async () => {
    await expectAgain(await send({ 'requestor.email': 'ada' }), 400, undefined, { 'requestor.email': 'ada' })
  })

  it('comes back when it was faster than anybody types, and is taken with the same stamp a little later', async () => {
    const stamp = await stampOf(env)
    const markup = await expectAgain(await send(stamp), 400, 'tooSoon')
    expect(markup).toContain(stamp.renderedAt)
  })

  it.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of a site beside ours', { 'sec-fetch-site': 'same-site' }],
    ['of nowhere that anybody would say, with a stamp that is not ours', { origin: 'null' }],
  ])('%s is not taken, and can be submitted here', async (_, headers) => {
    const before = await settled(env)
    const foreign = { renderedAt: formStamp('a secret of somebody else, as long as ours', Date.now() - 60_000, 'aa') }
    const markup = await expectAgain(await send(foreign, headers), 403, 'foreign')
    expect(await settled(env)).toEqual(before)
    const [, fresh = ''] = /name="renderedAt" value="([^"]+)"/.exec(markup) ?? []
    expect(fresh).not.toBe(foreign.renderedAt)
  })

  it.each(languages)('that is too large comes back in $tag with the field that is too long', async ({ tag }) => {
    const comments = 'ß'.repeat(40_000)
    const response = await postForm(env, `/sign-up?language=${tag}`, form({ ...shownLongAgo(), comments }))
    const markup = await expectAgain(response, 413, 'tooLarge', { comments })
    expect(elementsOf(parse(markup)).filter((each) => attributeOf(each, 'aria-invalid') === 'true')).toHaveLength(1)
  })

  it('that is larger than anything a person types is refused without it', async () => {
    await expectPage(await send({ comments: 'x'.repeat(1_100_000) }), 413)
  })

  it('in another encoding comes back, and says where letters were lost', async () => {
    const before = await settled(env)
    const body = new URLSearchParams(form(shownLongAgo())).toString().replace('=Ada&', '=Ad%E4&')
    const response = await fetch(`${env.url}/sign-up?language=en`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: env.url },
      body,
    })
    const markup = await expectAgain(response, 400, undefined, { 'requestor.firstName': 'Ad\ufffd' })
    expect(markup).toContain(siteTexts.en.errors.codes.malformed)
    expect(await settled(env)).toEqual(before)
  })

  it.each([
    ['of the day before yesterday', formStamp(secretsInMemory.statusToken, Date.now() - 48 * 3_600_000, 'ab')],
    ['without a stamp', ''],
    ['with a stamp that was changed', `${Date.now() - 5000}.ab.c2lnbmF0dXJl`],
  ])('%s comes back', async (_, renderedAt) => {
    await expectAgain(await send({ renderedAt }), 400, 'outdated')
  })

  it('one too many comes back, and says when it may be sent', async () => {
    expect((await send()).status).toBe(303)
    const response = await send({ comments: 'Something else.' })
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    await expectAgain(response, 429, 'wait', { comments: 'Something else.' })
  })

  it('in another language keeps what was typed, the language of the mails too', async () => {
    const response = await postForm(env, '/sign-up?language=ru', form({ show: 'language', 'shown-language': 'en' }))
    await expectAgain(response, 200, undefined)
  })
})

describe('a form, while storage is away,', () => {
  let env: Environment
  beforeAll(async () => {
    const endpoint = `TableEndpoint=http://127.0.0.1:${await freePort()}/devstoreaccount1`
    const account = 'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2VjcmV0'
    env = await startEnvironment({ AzureWebJobsStorage: `${account};${endpoint};` })
  })
  afterAll(() => env.close())

  it.each(languages)('comes back in $tag and says when to try again', async ({ tag }) => {
    const response = await postForm(env, `/sign-up?language=${tag}`, form())
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    await expectAgain(response, 503, 'unavailable')
  })
})
