// Access keys: who may call a function or the admin API when the host enforces authorization levels.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { dirname } from 'node:path'

export type AuthLevel = 'anonymous' | 'function' | 'system' | 'admin'

const ranks: Readonly<Record<string, number>> = { anonymous: 0, function: 1, system: 2, admin: 3 }

/** Whether a level is enough for what a function asks. */
export const isEnough = (level: AuthLevel, wanted: string): boolean => (ranks[level] ?? 0) >= (ranks[wanted] ?? 1)

export type Keys = {
  master: string
  /** Host keys open every function. */
  host: Record<string, string>
  /** Function keys by function name. */
  functions: Record<string, Record<string, string>>
}

/** A key that nobody can guess. */
export const newKey = (): string => randomBytes(42).toString('base64url')

/** Reads the keys of a file, makes the missing ones and writes the file back; without a file they live in memory. */
export const loadKeys = (file: string | undefined, functionNames: readonly string[]): Keys => {
  const stored: Partial<Keys> = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const functions: Keys['functions'] = { ...stored.functions }
  for (const name of functionNames) functions[name] ??= { default: newKey() }
  const keys: Keys = { master: stored.master ?? newKey(), host: stored.host ?? { default: newKey() }, functions }
  saveKeys(file, keys)
  return keys
}

/** Keeps the keys in their file, when there is one. */
export const saveKeys = (file: string | undefined, keys: Keys): void => {
  if (!file) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(keys, undefined, 2), { mode: 0o600 })
}

const same = (left: string, right: string): boolean => {
  const [one, other] = [Buffer.from(left), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/**
 * The level of a caller. The key is read from the header `x-functions-key`; `?code=` counts only when that is missing.
 * @see https://learn.microsoft.com/azure/azure-functions/function-keys-how-to
 */
export const authLevel = (
  keys: Keys,
  request: IncomingMessage,
  search: string,
  functionName: string | undefined,
): AuthLevel => {
  const header = request.headers['x-functions-key']
  const key = typeof header === 'string' ? header : new URLSearchParams(search).get('code')
  if (!key) return 'anonymous'
  if (same(key, keys.master)) return 'admin'
  const own = functionName === undefined ? {} : (keys.functions[functionName] ?? {})
  return [...Object.values(keys.host), ...Object.values(own)].some((one) => same(one, key)) ? 'function' : 'anonymous'
}
