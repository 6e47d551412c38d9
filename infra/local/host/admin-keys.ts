// The part of the admin API that is about access keys: those of the host and those of one function.
import { type Keys, newKey } from './keys.ts'

export type AdminAnswer = { readonly status: number; readonly json?: unknown }

/** The keys of one owner, by name; `changed` keeps them. */
export type KeyRing = { readonly keys: Record<string, string>; readonly changed: () => void }

const shown = (name: string, value: string) => ({ name, value, links: [] })

const givenValue = (body: unknown, name: string): string | undefined => {
  if (typeof body !== 'object' || body === null) return undefined
  const { name: given, value } = body as { name?: unknown; value?: unknown }
  if (given !== undefined && given !== name) return undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/**
 * Lists the keys of a ring, or shows, makes, sets and removes one of them.
 * @param body what a PUT brings: `{ name, value }`
 * @see https://learn.microsoft.com/azure/azure-functions/function-keys-how-to
 */
export const answerKeys = (ring: KeyRing, method: string, name: string, body: unknown): AdminAnswer => {
  const { keys, changed } = ring
  if (name === '') {
    if (method !== 'GET') return { status: 404 }
    return {
      status: 200,
      json: { keys: Object.entries(keys).map(([one, value]) => ({ name: one, value })), links: [] },
    }
  }
  const known = Object.hasOwn(keys, name)
  if (method === 'GET') return known ? { status: 200, json: shown(name, keys[name] ?? '') } : { status: 404 }
  if (method === 'DELETE') {
    if (!known) return { status: 404 }
    delete keys[name]
    changed()
    return { status: 204 }
  }
  if (method !== 'POST' && method !== 'PUT') return { status: 404 }
  const value = method === 'POST' ? newKey() : givenValue(body, name)
  if (value === undefined || !/^[\w-]{1,64}$/.test(name)) return { status: 400 }
  Object.defineProperty(keys, name, { value, enumerable: true, configurable: true, writable: true })
  changed()
  return { status: known ? 200 : 201, json: shown(name, value) }
}

/** The master key is shown and made anew as `_master` among those of the host; without one there is no way back. */
export const answerMasterKey = (keys: Keys, changed: () => void, method: string, body: unknown): AdminAnswer => {
  if (method === 'DELETE') return { status: 400 }
  const ring = { _master: keys.master }
  return answerKeys(
    {
      keys: ring,
      changed: () => {
        keys.master = ring._master
        changed()
      },
    },
    method,
    '_master',
    body,
  )
}
