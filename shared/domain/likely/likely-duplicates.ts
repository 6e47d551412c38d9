// Who a new prospect may be a duplicate of, and why. It never blocks, and strangers never learn of it (PARTNERS H6).

import { type MatchKind, matchKinds } from './match-kinds.ts'

/** Another prospect, and by what the two match, the strongest first. */
export type LikelyDuplicate = { readonly prospectId: string; readonly matches: readonly MatchKind[] }

/** How many are kept with a prospect. */
const most = 10

/**
 * Puts together what was found by each key: those with the strongest match first, then those that match by more.
 * @param found for each key who had it before, the earliest first
 */
export const likelyDuplicates = (
  found: readonly { readonly kind: MatchKind; readonly prospectIds: readonly string[] }[],
): LikelyDuplicate[] => {
  const kinds = new Map<string, Set<MatchKind>>()
  for (const { kind, prospectIds } of found)
    for (const prospectId of prospectIds) kinds.set(prospectId, (kinds.get(prospectId) ?? new Set()).add(kind))
  const strength = ({ matches }: LikelyDuplicate): number =>
    matches[0] === undefined ? Infinity : matchKinds.indexOf(matches[0])
  return [...kinds]
    .map(([prospectId, by]) => ({ prospectId, matches: matchKinds.filter((kind) => by.has(kind)) }))
    .toSorted((a, b) => strength(a) - strength(b) || b.matches.length - a.matches.length)
    .slice(0, most)
}
