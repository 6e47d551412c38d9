// By link with a way back: the site's visitor comes back to the site, and is led nowhere else from here.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { floodBound } from '../../functions/flood-bound.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aForm, expectPage } from './http-support.ts'

const shop = 'https://shop.example'
let env: Environment
let ignored = 0
beforeAll(async () => {
  const CHANNELS = JSON.stringify([{ name: 'default' }, { name: 'eu', title: 'Shop & Co', origins: [shop] }])
  env = await startEnvironment({ CHANNELS })
})
afterAll(() => env?.close())

const linkTo = (back: string, channel = 'eu'): string =>
  `${env.url}/sign-up?${new URLSearchParams({ channel, language: 'en', return: back })}`

const text = (markup: string, pattern: RegExp): string => (pattern.exec(markup)?.[1] ?? '').replaceAll('&amp;', '&')

/** Fills in the form behind a link, and gives the markup of the confirmation. */
const submitBehind = async (link: string, name: string): Promise<string> => {
  const form = await expectPage(await fetch(link))
  const hidden = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, key, value]) => [
    key,
    value,
  ])
  const body = new URLSearchParams({ ...aForm(name), ...Object.fromEntries(hidden) })
  const action = new URL(text(form, /<form method="post" action="([^"]+)"/), env.url)
  const sent = await fetch(action, { method: 'POST', redirect: 'manual', headers: { origin: env.url }, body })
  expect([sent.status, sent.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(/^\/sign-up\/confirmation\?/),
  ])
  return expectPage(await fetch(env.url + sent.headers.get('location')))
}

describe('a way back', () => {
  it('is offered by the confirmation, whatever was shown in between', async () => {
    const back = `${shop}/welcome?from=sign-up&x=<">`
    const form = await expectPage(await fetch(linkTo(back)))
    const inDutch = text(form, /formaction="([^"]+language=nl[^"]*)"/)
    const markup = await submitBehind(new URL(inDutch, `${env.url}/sign-up`).href, 'Way Back GmbH')
    expect(
      text(markup, /<a href="(https:\/\/shop\.example[^"]+)">Terug naar <bdi[^>]*>Shop &amp; Co<\/bdi><\/a>/),
    ).toBe(new URL(back).href)
    // The link that is kept leads to the status, not on from there.
    expect(text(markup, /<p class="copy"><code>([^<]+)</)).not.toContain('return=')
  })

  it.each([
    'https://evil.example/',
    `${shop}.evil.example/`,
    `${shop}@evil.example/`,
    'https://user:password@shop.example/',
    'http://shop.example/',
    `//shop.example/`,
    '/headquarters',
    'javascript:alert(1)',
    'https:/\\evil.example/',
    `${shop}/${'x'.repeat(2000)}`,
    '',
  ])('to %s is ignored, and told of without it', async (back) => {
    const before = env.lines.length
    const markup = await submitBehind(linkTo(back), `Nowhere ${back.length} GmbH`)
    expect(markup).not.toMatch(/Back to|evil|javascript:/)
    await env.host.idle()
    const told = env.lines.slice(before).filter((line) => line.includes('"kind":"return"'))
    ignored += 1
    // More than so many within some minutes are counted, and not told one by one.
    if (ignored <= floodBound.most) expect(told.length).toBeGreaterThan(0)
    for (const line of told) expect(line).not.toMatch(/evil|password|javascript/)
  })

  it('belongs to the channel whose site it is on', async () => {
    expect(await submitBehind(linkTo(`${shop}/`, 'default'), 'Other Channel GmbH')).not.toContain(shop)
  })
})
