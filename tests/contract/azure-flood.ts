// What the rules over security events would say of an hour: lines as the app writes them, added up as the query has it.

import { vi } from 'vitest'
import { createSecurityEvent, floodBound } from '../../functions/flood-bound.ts'
import type { Log } from '../../shared/domain/log-events.ts'
import type { SecurityEventKind } from '../../shared/domain/security-events.ts'
import { securityRules } from './azure-app-checks.ts'
import type { Environment } from './azure-estate.ts'

type Line = { readonly event: string; readonly kind?: unknown; readonly count?: unknown }

/** Lines of five minutes in which each kind was refused so often, one after the other. */
const linesOf = (refused: readonly (readonly [SecurityEventKind, number])[]): Line[] => {
  vi.useFakeTimers()
  try {
    const lines: Line[] = []
    const keep = (event: string, fields = {}) => void lines.push({ event, ...fields })
    const log: Log = { info: keep, warn: keep, error: keep }
    const tell = createSecurityEvent(log)
    for (const [kind, times] of refused) for (let time = 0; time < times; time += 1) tell(kind)
    vi.advanceTimersByTime(floodBound.withinMs)
    return lines
  } finally {
    vi.useRealTimers()
  }
}

/** @returns how many lines were written, and the kinds of which somebody is told */
export const toldOf = (
  environment: Environment,
  refused: readonly (readonly [SecurityEventKind, number])[],
): { readonly lines: number; readonly told: readonly string[] } => {
  const lines = linesOf(refused)
  const sums = new Map<string, number>()
  for (const { event, kind, count } of lines)
    sums.set(String(kind), (sums.get(String(kind)) ?? 0) + (event === 'security-left-out' ? Number(count) : 1))
  const told = securityRules(environment).flatMap(({ kinds, most }) =>
    kinds.filter((kind) => (sums.get(kind) ?? 0) > most),
  )
  return { lines: lines.length, told: told.sort() }
}
