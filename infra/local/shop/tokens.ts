// Secrets that the shop gives out and takes back: sessions in cookies, and links in mails. Only their hashes are kept, in
// memory: a restart signs everybody out.

import { createHash, randomBytes } from 'node:crypto'

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** More than one shop needs; the oldest go first, so that nobody fills the memory. */
const keptAtMost = 10_000

/** @param lifeMs how long a token is good for. @param now in milliseconds */
export const createTokens = <T>(lifeMs: number, now: () => number) => {
  const kept = new Map<string, { readonly value: T; readonly until: number }>()
  const read = (token: string): T | undefined => {
    const found = kept.get(hashOf(token))
    return found && found.until > now() ? found.value : undefined
  }
  return {
    give: (value: T): string => {
      const token = randomBytes(32).toString('base64url')
      for (const [hash, { until }] of kept) if (until <= now() || kept.size >= keptAtMost) kept.delete(hash)
      kept.set(hashOf(token), { value, until: now() + lifeMs })
      return token
    },
    read,
    /** Replaces what a token stands for. */
    change: (token: string, value: T): void => {
      const found = kept.get(hashOf(token))
      if (found) kept.set(hashOf(token), { ...found, value })
    },
    /** Reads it for the last time. */
    take: (token: string): T | undefined => {
      const value = read(token)
      kept.delete(hashOf(token))
      return value
    },
    endWhere: (isOver: (value: T) => boolean): void => {
      for (const [hash, { value }] of kept) if (isOver(value)) kept.delete(hash)
    },
  }
}

/** Lets somebody try so often within a time; whoever goes on trying waits from the first of these tries on. */
export const createAttempts = (most: number, withinMs: number, now: () => number) => {
  const tried = new Map<string, { readonly count: number; readonly since: number }>()
  return {
    /** Counts a try. @returns whether it may be made */
    allow: (who: string): boolean => {
      for (const [key, { since }] of tried) if (now() - since >= withinMs || tried.size >= keptAtMost) tried.delete(key)
      const { count, since } = tried.get(who) ?? { count: 0, since: now() }
      tried.set(who, { count: count + 1, since })
      return count < most
    },
    forget: (who: string): void => void tried.delete(who),
  }
}
