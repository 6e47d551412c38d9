// Which channel's pages a host shows: hosts of the settings alone mean something, and a forwarded host only where it is trusted.

import { describe, expect, it } from 'vitest'
import { channelAtHost, originFor, ownHost, ownOrigins, pageContext, type Site } from '../../shared/channel/site.ts'
import type { WebRequest } from '../../shared/platform/http.ts'
import { aSite } from '../support/site-samples.ts'

const site: Site = aSite([
  { name: 'default' },
  { name: 'eu', hosts: ['partners.shop.example', 'eu.example:8443'], origins: ['https://shop.example'] },
  { name: 'us' },
])
const behindDoor: Site = { ...site, hostHeader: 'x-forwarded-host' }

const asked = (url: string, headers: Record<string, string> = {}): WebRequest => ({
  method: 'GET',
  url,
  headers: new Headers(headers),
  query: new URL(url).searchParams,
  params: {},
  arrayBuffer: async () => new ArrayBuffer(0),
})

describe('the host of a request', () => {
  it.each([
    ['https://partners.shop.example/', 'eu'],
    ['https://PARTNERS.shop.example/sign-up', 'eu'],
    ['https://partners.shop.example.:443/', 'eu'],
    ['https://eu.example:8443/', 'eu'],
    ['https://eu.example/', undefined],
    ['https://partners.example/', undefined],
    ['https://partners.shop.example.evil.example/', undefined],
    ['https://evil.example/partners.shop.example', undefined],
    ['https://xpartners.shop.example/', undefined],
  ])('%s is of the channel %s', (url, channel) => {
    expect(channelAtHost(site, asked(url))?.name).toBe(channel)
  })

  it.each([
    ['partners.shop.example', 'eu'],
    ['evil.example, partners.shop.example', 'eu'],
    ['Partners.Shop.Example:443', 'eu'],
    ['partners.shop.example, app.azurewebsites.example', undefined],
    ['evil.example', undefined],
    ['', undefined],
  ])('is the one that the trusted proxy added: %j', (forwarded, channel) => {
    const request = asked('https://app.azurewebsites.example/', { 'x-forwarded-host': forwarded })
    expect(channelAtHost(behindDoor, request)?.name).toBe(channel)
    expect(channelAtHost(site, request), 'not where none is trusted').toBeUndefined()
  })
})

describe('a page', () => {
  const channelOf = (url: string, headers?: Record<string, string>) =>
    pageContext(site, asked(url, headers)).channel.name

  it('is of the channel that its address names, else of its host, else of the site that sent the form, else the default one', () => {
    expect(channelOf('https://partners.shop.example/?channel=us')).toBe('us')
    expect(channelOf('https://partners.shop.example/?channel=nobody')).toBe('eu')
    expect(channelOf('https://partners.shop.example/')).toBe('eu')
    expect(channelOf('https://partners.example/', { origin: 'https://shop.example' })).toBe('eu')
    expect(channelOf('https://partners.example/?channel=nobody')).toBe('default')
    expect(channelOf('https://evil.example/')).toBe('default')
  })

  it('carries its channel on, so that it stays the same under every host', () => {
    expect(pageContext(site, asked('https://partners.shop.example/')).carried).toEqual({ channel: 'eu' })
    expect(pageContext(site, asked('https://evil.example/')).carried).toEqual({})
  })
})

describe('links that leave the app', () => {
  it('begin with the first host of their channel, else with the address of the app', () => {
    expect(['eu', 'us', 'default', 'nobody'].map((name) => originFor(site, name))).toEqual([
      'https://partners.shop.example',
      'https://partners.example',
      'https://partners.example',
      'https://partners.example',
    ])
  })

  it.each([
    ['https://eu.example:8443/account/sign-in', 'https://eu.example:8443'],
    ['https://PARTNERS.example:443/account/sign-in?channel=eu', 'https://partners.example'],
    ['https://evil.example/account/sign-in?channel=eu', 'https://partners.shop.example'],
    ['https://eu.example.evil.example/account/sign-in', 'https://partners.shop.example'],
  ])('lead back to the own host on which they were asked for: %s', (url, origin) => {
    expect(originFor(site, 'eu', ownHost(site, asked(url)))).toBe(origin)
  })

  it('lead to no host that the settings do not name any more', () => {
    expect(originFor(site, 'eu', 'old.example')).toBe('https://partners.shop.example')
  })

  it('speak as the address of the app does', () => {
    expect(originFor({ ...site, publicUrl: 'http://127.0.0.1:7071' }, 'eu')).toBe('http://partners.shop.example')
  })
})

describe('the origins of our own forms', () => {
  it('have the host of a channel among them, and no host that only the caller knows', () => {
    const behind = (forwarded: string) =>
      ownOrigins(behindDoor, asked('https://app.azurewebsites.example/', { 'x-forwarded-host': forwarded }))
    const always = ['https://app.azurewebsites.example', 'https://partners.example']
    expect(behind('partners.shop.example')).toEqual([...always, 'https://partners.shop.example'])
    expect(behind('evil.example')).toEqual(always)
  })
})
