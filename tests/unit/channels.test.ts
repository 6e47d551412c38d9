// The setting CHANNELS: names as ever, or JSON that says more of each channel; what is wrong is named by its place.

import { describe, expect, it } from 'vitest'
import { readChannels } from '../../shared/domain/channels.ts'
import { channelDefaults, channelsFrom } from '../support/site-samples.ts'

const problemsOf = (setting: unknown): readonly string[] =>
  readChannels(typeof setting === 'string' ? setting : JSON.stringify(setting), channelDefaults).problems

/** Everything that can be said of a channel. */
const whole = {
  name: 'eu',
  title: 'Northwind Europe',
  languages: ['nl', 'en'],
  origins: ['https://shop.example', 'http://localhost:3000'],
  hosts: ['partners.shop.example', 'localhost:7071'],
  issuer: {
    iss: 'https://login.example/tenant',
    aud: 'b2b',
    jwksUrl: 'https://login.example/keys',
    emailTrusted: true,
  },
  signInUrl: 'https://shop.example/sign-in?from=partners',
  sender: { name: 'Northwind partners', email: 'partners@northwind.example' },
  colour: '#0B5563',
  logoUrl: 'https://cdn.example/logo.svg',
  terms: { url: 'https://shop.example/terms', version: '2026-07' },
  privacy: { url: 'https://shop.example/privacy' },
  contact: { url: 'https://shop.example/contact' },
  fields: [
    { name: 'expectedVolume', label: { en: 'Volume', nl: 'Volume' }, help: 'In euros', required: true },
    { name: 'trade', type: 'choice', choices: [{ value: 'garden', label: { en: 'Garden' } }, { value: 'wine' }] },
  ],
  eventsUrl: 'https://shop.example/events',
}

describe('names separated by commas', () => {
  it('are channels with the defaults of one channel', () => {
    const { channels, problems } = readChannels('default, eu', { ...channelDefaults, signInUrl: 'https://in.example/' })
    expect(problems).toEqual([])
    expect(channels.map(({ name, title, signInUrl }) => [name, title, signInUrl])).toEqual([
      ['default', 'Site', 'https://in.example/'],
      ['eu', 'Site', 'https://in.example/'],
    ])
    expect(channels[1]).toEqual({
      name: 'eu',
      title: 'Site',
      languages: ['en', 'tr', 'et', 'ru', 'zh-Hans', 'nl'],
      defaultLanguage: 'en',
      origins: [],
      hosts: [],
      sender: { name: 'Site', email: 'partners@site.example' },
      signInUrl: 'https://in.example/',
    })
  })

  it.each(['', ' ', ',', 'a,', 'a,,b', 'a b', 'größe', 'x'.repeat(41)])('are refused as %j', (setting) => {
    expect(problemsOf(setting).at(-1)).toMatch(
      /^CHANNELS\[\d\]\.name: must be a name of 1 to 40 letters, digits, - or _\.$/,
    )
  })

  it('stand there once each', () => {
    expect(problemsOf('a,b,a')).toEqual(['CHANNELS[2].name: is there twice.'])
  })
})

describe('channels as JSON', () => {
  it('have hosts of their own: none is named twice, by one channel or by two', () => {
    const hosts = (...lists: string[][]) => problemsOf(lists.map((own, at) => ({ name: `c${at}`, hosts: own })))
    expect(hosts(['a.example', 'b.example'], ['c.example'])).toEqual([])
    expect(hosts(['a.example', 'a.example'])).toEqual(['CHANNELS[0].hosts[1]: is there twice.'])
    expect(hosts(['a.example'], ['b.example', 'a.example'])).toEqual(['CHANNELS[1].hosts[1]: is there twice.'])
  })

  it('keep everything that is said of them', () => {
    const [channel] = channelsFrom([whole])
    expect(channel).toEqual({ ...whole, defaultLanguage: 'en' })
  })

  it('need no more than a name', () => {
    const [only] = channelsFrom([{ name: 'default' }])
    expect(readChannels('default', channelDefaults).channels).toEqual([only])
  })

  it('speak the first of their languages where they do not have the default one', () => {
    const [channel] = channelsFrom([{ name: 'eu', languages: ['nl', 'et'] }])
    expect(channel.defaultLanguage).toBe('nl')
  })

  it('send mail under their title, or as their sender says', () => {
    const [titled, named] = channelsFrom([
      { name: 'a', title: 'A' },
      { name: 'b', title: 'B', sender: { email: 'b@site.example' } },
    ])
    expect(titled.sender).toEqual({ name: 'A', email: 'partners@site.example' })
    expect(named?.sender).toEqual({ name: 'B', email: 'b@site.example' })
  })

  it('are the same with their quotation marks escaped, as a deployment may hand them on', () => {
    const said = JSON.stringify([{ ...whole, title: 'The "Shop" \\ Co' }])
    const escaped = JSON.stringify(said).slice(1, -1)
    expect(readChannels(escaped, channelDefaults)).toEqual(readChannels(said, channelDefaults))
    expect(readChannels(escaped, channelDefaults).problems).toEqual([])
    expect(problemsOf('[{\\"name\\": \\"eu')).toEqual([expect.stringMatching(/^CHANNELS: is not JSON/)])
  })

  it('take the keys of an issuer by themselves', () => {
    const jwks = { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }] }
    const [channel] = channelsFrom([{ name: 'eu', issuer: { iss: 'https://shop.example', aud: 'b2b', jwks } }])
    expect(channel.issuer?.jwks).toEqual(jwks)
  })
})

describe('a mistake is named by its place', () => {
  const at = (member: string, value: unknown) => problemsOf([{ name: 'default' }, { ...whole, [member]: value }])

  it.each<[member: string, value: unknown, place: string]>([
    ['name', undefined, '.name'],
    ['name', 'a b', '.name'],
    ['name', 7, '.name'],
    ['title', '', '.title'],
    ['title', ' ', '.title'],
    ['title', 'two\nlines', '.title'],
    ['title', null, '.title'],
    ['languages', [], '.languages'],
    ['languages', 'en', '.languages'],
    ['languages', ['en', 'fr'], '.languages[1]'],
    ['languages', ['__proto__'], '.languages[0]'],
    ['origins', ['https://shop.example/'], '.origins[0]'],
    ['origins', ['https://shop.example', 'https://shop.example/path'], '.origins[1]'],
    ['origins', ['http://shop.example'], '.origins[0]'],
    ['origins', ['https://Shop.example'], '.origins[0]'],
    ['origins', ['https://shop.example:443'], '.origins[0]'],
    ['origins', ['*'], '.origins[0]'],
    ['origins', ['null'], '.origins[0]'],
    ['origins', ['https://*.shop.example'], '.origins[0]'],
    ['origins', { 0: 'https://shop.example' }, '.origins'],
    ['hosts', [], '.hosts'],
    ['hosts', ['https://shop.example'], '.hosts[0]'],
    ['hosts', ['shop.example', 'shop.example/path'], '.hosts[1]'],
    ['hosts', ['Shop.example'], '.hosts[0]'],
    ['hosts', ['shop.example.'], '.hosts[0]'],
    ['hosts', ['shop.example:443'], '.hosts[0]'],
    ['hosts', ['*.shop.example'], '.hosts[0]'],
    ['hosts', ['größe.example'], '.hosts[0]'],
    ['hosts', ['shop..example'], '.hosts[0]'],
    ['hosts', [`${'a'.repeat(64)}.example`], '.hosts[0]'],
    ['hosts', ['user@shop.example'], '.hosts[0]'],
    ['issuer', {}, '.issuer'],
    ['issuer', { iss: 'https://login.example', aud: 'b2b' }, '.issuer'],
    ['issuer', { iss: 'login', aud: 'b2b', jwksUrl: 'https://login.example/keys' }, '.issuer.iss'],
    ['issuer', { ...whole.issuer, jwks: { keys: [{ kty: 'EC' }] } }, '.issuer'],
    ['issuer', { ...whole.issuer, emailTrusted: 'yes' }, '.issuer.emailTrusted'],
    ['issuer', { iss: 'https://a.example', aud: 'b', jwks: { keys: [] } }, '.issuer.jwks.keys'],
    ['issuer', { iss: 'https://a.example', aud: 'b', jwks: { keys: [{ kty: 'EC', d: 'x' }] } }, '.issuer.jwks.keys[0]'],
    [
      'issuer',
      { iss: 'https://a.example', aud: 'b', jwks: { keys: [{ kty: 'oct', k: 'x' }] } },
      '.issuer.jwks.keys[0]',
    ],
    ['signInUrl', 'javascript:alert(1)', '.signInUrl'],
    ['signInUrl', 'https://user:password@shop.example/', '.signInUrl'],
    ['sender', { email: 'partners' }, '.sender.email'],
    ['sender', { email: 'a@b.example,c@d.example' }, '.sender.email'],
    ['colour', 'teal', '.colour'],
    ['colour', '#0b5', '.colour'],
    ['colour', '#0b5563;}', '.colour'],
    ['logoUrl', 'http://cdn.example/logo.svg', '.logoUrl'],
    ['logoUrl', 'data:image/svg+xml,x', '.logoUrl'],
    ['terms', 'https://shop.example/terms', '.terms'],
    ['terms', { url: 'https://shop.example/terms' }, '.terms.version'],
    ['terms', { url: 'https://shop.example/terms', version: '' }, '.terms.version'],
    ['privacy', { href: 'https://shop.example' }, '.privacy.href'],
    ['fields', [{ name: '1st' }], '.fields[0].name'],
    ['fields', [{ name: 'a', type: 'date' }], '.fields[0].type'],
    ['fields', [{ name: 'a', type: 'choice' }], '.fields[0]'],
    ['fields', [{ name: 'a', choices: [{ value: 'x' }] }], '.fields[0]'],
    ['fields', [{ name: 'a', label: { fr: 'A' } }], '.fields[0].label.fr'],
    ['fields', [{ name: 'a', type: 'choice', choices: ['x'] }], '.fields[0].choices[0]'],
    ['fields', [{ name: 'a' }, { name: 'a' }], '.fields[1].name'],
    ['fields', Array.from({ length: 21 }, (_, place) => ({ name: `a${place}` })), '.fields'],
    ['defaults', { currency: 'euro and cents', price: 'A' }, '.defaults.price'],
    ['defaults', { priceGroup: 'a group' }, '.defaults.priceGroup'],
    ['eventsUrl', 'shop.example', '.eventsUrl'],
    ['color', '#0b5563', '.color'],
    ['keys', ['0123456789'], '.keys'],
  ])('%s as %j', (member, value, place) => {
    const problems = at(member, value)
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.map((problem) => problem.slice(0, problem.indexOf(':')))).toContain(`CHANNELS[1]${place}`)
  })

  it('and every one of them at once, without a value', () => {
    const problems = problemsOf([{ name: 'a', colour: 'sevenfold', origins: ['sevenfold'] }, 'sevenfold'])
    expect(problems).toEqual([
      'CHANNELS[0].origins[0]: must be an origin such as https://shop.example, without a path.',
      'CHANNELS[0].colour: must be a colour such as #0b5563.',
      'CHANNELS[1]: must be an object.',
    ])
  })

  it.each(['[', '[{"name":"eu"},]', '{"name"', '[{name: "eu"}]'])('where %j is no JSON', (setting) => {
    expect(problemsOf(setting)).toEqual([expect.stringMatching(/^CHANNELS: is not JSON( at position \d+)?\.$/)])
  })

  it.each(['{"name":"eu"}', '[]'])('where %j is no list of channels', (setting) => {
    expect(problemsOf(setting)).toEqual(['CHANNELS: must be a list of 1 to 100.'])
  })
})
