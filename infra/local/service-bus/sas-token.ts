// Shared access signatures, as every client of a connection string makes them.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { pathOf } from './addresses.ts'
import { type Refusal, unauthorized } from './refusals.ts'

/** What a good token opens: a path and all below it, until a moment in milliseconds since the epoch. */
export type Claim = { readonly path: string; readonly until: number }

export type SharedKey = { readonly name: string; readonly value: string }

const scheme = 'SharedAccessSignature '

const equal = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Undefined for what is no encoded text. */
const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/**
 * Checks a token `SharedAccessSignature sr=…&sig=…&se=…&skn=…`: signed with the key, of its name, not expired
 * (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas).
 */
export const checkSasToken = (token: string, key: SharedKey, now: number): Claim | Refusal => {
  if (!token.startsWith(scheme)) return unauthorized('InvalidToken: The token is not a shared access signature.')
  const fields = new Map(
    token
      .slice(scheme.length)
      .split('&')
      .map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)] as const),
  )
  const resource = fields.get('sr')
  const [address, signature, name] = ['sr', 'sig', 'skn'].map((field) => decode(fields.get(field) ?? ''))
  const expiry = fields.get('se')
  if (!resource || !address || !signature || !expiry || !name)
    return unauthorized('MalformedToken: The token lacks a field, or one of them cannot be read.')
  if (name !== key.name) return unauthorized(`InvalidSignature: The key name ${name} is not known.`)
  const expected = createHmac('sha256', key.value).update(`${resource}\n${expiry}`).digest('base64')
  if (!equal(signature, expected)) return unauthorized('InvalidSignature: The token has an invalid signature.')
  const until = Number(expiry) * 1000
  if (!(until > now)) return unauthorized('ExpiredToken: The token has expired.')
  return { path: pathOf(address), until }
}

/** Whether one of the claims opens a path now. */
export const isCovered = (claims: Iterable<Claim>, path: string, now: number): boolean => {
  for (const claim of claims)
    if (claim.until > now && (claim.path === '' || path === claim.path || path.startsWith(`${claim.path}/`)))
      return true
  return false
}
