// Which networks an address belongs to, in whatever spelling it comes.

import { describe, expect, it } from 'vitest'
import { networksOf } from '../../shared/domain/network-address.ts'

describe('an IPv4 address', () => {
  const same = { near: '203.0.113.200/32', wide: '203.0.113.0/24' }
  it.each([
    '203.0.113.200',
    ' 203.0.113.200 ',
    '203.0.113.200:50123',
    '::ffff:203.0.113.200',
    '::FFFF:203.0.113.200',
    '::ffff:cb00:71c8',
    '0:0:0:0:0:ffff:203.0.113.200',
    '0000:0000:0000:0000:0000:FFFF:CB00:71C8',
    '[::ffff:203.0.113.200]:443',
    '64:ff9b::203.0.113.200',
    '::ffff:0:203.0.113.200',
  ])('is the same one as %j', (spelling) => expect(networksOf(spelling)).toEqual(same))
})

describe('an IPv6 address', () => {
  const same = { near: '2001:db8:1:2::/64', wide: '2001:db8:1::/48' }
  it.each([
    '2001:db8:1:2::9',
    '2001:DB8:1:2::9',
    '2001:0db8:0001:0002:0000:0000:0000:0009',
    '2001:db8:1:2:aaaa:bbbb:cccc:dddd',
    '[2001:db8:1:2::9]',
    '[2001:db8:1:2::9]:50123',
    '2001:db8:1:2::9%eth0',
    '[2001:db8:1:2::9%25eth0]:443',
    '2001:db8:1:2::198.51.100.1',
  ])('is of the same networks as %j', (spelling) => expect(networksOf(spelling)).toEqual(same))

  it('is cut where it is compressed', () => {
    expect(networksOf('2001:db8::1')).toEqual({ near: '2001:db8:0:0::/64', wide: '2001:db8:0::/48' })
    expect(networksOf('2001:db8::c')).toEqual(networksOf('2001:db8::1'))
    expect(networksOf('2a01:4f8::1:1')).toEqual(networksOf('2a01:4f8::2:1'))
    expect(networksOf('::1')).toEqual({ near: '0:0:0:0::/64', wide: '0:0:0::/48' })
  })
})

describe('what is no address', () => {
  it.each([
    '',
    'unknown',
    '_hidden',
    '203.0.113',
    '203.0.113.256',
    '0203.0.113.1',
    '203.0.113.1.5',
    '3405803976',
    '0xcb.0.0x71.200',
    '2001:db8:1:2:3:4:5',
    '2001:db8::1::2',
    '2001:db8:1:2:3:4:5:6:7',
    '12345::1',
    '::ffff:203.0.113.256',
    'g::1',
    '[2001:db8::1',
    '2001:db8::1]',
    'http://[::1]/',
    '203.0.113.7, 203.0.113.8',
    `2001:db8::${'0'.repeat(200)}1`,
  ])('has no networks: %j', (text) => expect(networksOf(text)).toBeUndefined())
})
