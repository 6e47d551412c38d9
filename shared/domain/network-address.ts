// Reads the address of a caller, in whatever spelling it comes, and says which networks it belongs to.

export type Networks = {
  /** What one customer of a provider holds: an IPv4 address, the /64 of an IPv6 one. */
  readonly near: string
  /** What one organization or provider's block holds: the /24 of an IPv4 address, the /48 of an IPv6 one. */
  readonly wide: string
}

const longest = 100
const withBrackets = /^\[([^\]]*)\](?::\d{1,5})?$/
const withPort = /^([\d.]+):\d{1,5}$/
const decimal = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/

/** The eight groups of an IPv6 address; the URL parser knows every spelling (https://url.spec.whatwg.org/#concept-ipv6-parser). */
const groupsOf = (text: string): number[] | undefined => {
  const address = `http://[${text}]/`
  if (!/^[\da-f:.]+$/i.test(text) || !URL.canParse(address)) return undefined
  const [head = '', tail] = new URL(address).hostname.slice(1, -1).split('::')
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const [first, last] = [numbers(head), numbers(tail ?? '')]
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last]
}

const ipv4Networks = (bytes: readonly number[]): Networks => ({
  near: `${bytes.join('.')}/32`,
  wide: `${bytes.slice(0, 3).join('.')}.0/24`,
})

const hex = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(':')

/** Whether an IPv6 address only wraps an IPv4 one: mapped or translated (RFC 4291, 2.5.5.2; RFC 6052, 2.1). */
const isWrapped = (groups: readonly number[]): boolean =>
  ['0:0:0:0:0:ffff', '0:0:0:0:ffff:0', '64:ff9b:0:0:0:0'].includes(hex(groups.slice(0, 6)))

const ipv6Networks = (groups: readonly number[]): Networks => {
  const [high = 0, low = 0] = groups.slice(6)
  if (isWrapped(groups)) return ipv4Networks([high >> 8, high & 255, low >> 8, low & 255])
  return { near: `${hex(groups.slice(0, 4))}::/64`, wide: `${hex(groups.slice(0, 3))}::/48` }
}

/**
 * The networks of an address: IPv4 or IPv6, compressed or not, in either letter case, IPv4 wrapped in IPv6, with brackets,
 * a port or a zone. All spellings of one address give the same networks.
 * @returns `undefined` when the text is no address
 * @example networksOf('[2001:DB8::1%eth0]:443') // { near: '2001:db8:0:0::/64', wide: '2001:db8:0::/48' }
 */
export const networksOf = (text: string): Networks | undefined => {
  if (text.length > longest) return undefined
  const bare = text
    .trim()
    .replace(withBrackets, '$1')
    .replace(withPort, '$1')
    .replace(/%[\w.~-]+$/, '')
  if (decimal.test(bare)) return ipv4Networks(bare.split('.').map(Number))
  const groups = bare.includes(':') ? groupsOf(bare) : undefined
  return groups && ipv6Networks(groups)
}
