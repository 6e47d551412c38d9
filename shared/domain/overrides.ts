// On which terms the members of a hierarchy buy, side by side; and the override, which copies them from the first Admin to the
// others, and is taken back where nobody changed them since. Names, addresses, e-mail and credit are never among them.
// https://learn.microsoft.com/dynamics365/commerce/b2b/partners-customer-hierarchies

import type { Person } from './customer.ts'
import { type HierarchyMember, isActive } from './customer-hierarchy.ts'
import type { FieldChange } from './field-changes.ts'
import { matchLanguage } from './languages.ts'
import { tradePaths } from './trade-paths.ts'

export const overridePaths = ['language', ...tradePaths, 'invoiceAccount'] as const
export type OverridePath = 'language' | (typeof tradePaths)[number] | 'invoiceAccount'
export const isOverridePath = (path: string): path is OverridePath => overridePaths.some((known) => known === path)

/** Texts by their fields; an empty one empties the field. */
export type OverrideValues = { readonly [Path in OverridePath]?: string }

/** An override of one person, as it is kept with the person. */
export type KeptOverride = {
  readonly overrideId: string
  /** When staff wanted it; ISO 8601. */
  readonly at: string
  /** The member of staff. */
  readonly who: string
  /** From what to what. */
  readonly changes: readonly FieldChange[]
  readonly isUndone?: true
}

/** What staff want of members: the override itself, or that it is taken back. */
export type OverrideIntent = {
  readonly overrideId: string
  readonly organizationId: string
  /** Where the hierarchy is kept. */
  readonly home: string
  /** ISO 8601. */
  readonly at: string
  /** The member of staff. */
  readonly who: string
  /** What is copied; nothing where it is taken back. */
  readonly values: OverrideValues
  readonly isUndo?: true
  readonly members: readonly string[]
}

/** How long an override can be taken back. */
export const undoableMs = 24 * 3_600_000
/** Of each person the last ones are kept. */
const mostKept = 4

/** What a person has of these fields; empty ones are empty texts. */
export const overrideValuesOf = (person: Person): Readonly<Record<OverridePath, string>> =>
  Object.fromEntries(overridePaths.map((path) => [path, person[path] ?? ''])) as Record<OverridePath, string>

/** The member whose terms are copied: of the active Admins the one who joined first. @param members in that order */
export const firstAdmin = <M extends Pick<HierarchyMember, 'role' | 'status'>>(members: readonly M[]): M | undefined =>
  members.find((member) => member.role === 'Admin' && isActive(member))

/** From what to what fields of a person change by these values. */
export const differences = (person: Person, values: OverrideValues): FieldChange[] => {
  const now = overrideValuesOf(person)
  return overridePaths.flatMap((path) => {
    const [before, after] = [now[path], values[path]]
    if (after === undefined || after === before) return []
    return [{ path, ...(before === '' ? {} : { before }), ...(after === '' ? {} : { after }) }]
  })
}

const withTexts = (person: Person, changes: readonly { readonly path: string; readonly text?: string }[]): Person => {
  const next: Record<string, unknown> = { ...person }
  for (const { path, text } of changes) {
    if (!isOverridePath(path)) continue
    if (text !== undefined && (path !== 'language' || matchLanguage(text) === text)) next[path] = text
    // Whoever has no language, or nobody to be invoiced to, is no person.
    else if (path !== 'language' && path !== 'invoiceAccount') delete next[path]
  }
  return next as Person
}

const withKept = (person: Person, kept: KeptOverride): Person => ({
  ...person,
  overrides: [...(person.overrides ?? []).filter(({ overrideId }) => overrideId !== kept.overrideId), kept].slice(
    -mostKept,
  ),
})

/** The person after one, and what changed by it; `undefined` where it was done before. */
export type OverrideStep = { readonly next: Person; readonly changes: readonly FieldChange[] } | undefined

/** Applies an override to one person, once however often it comes. */
export const overridden = (
  person: Person,
  { overrideId, values, at, who }: Pick<OverrideIntent, 'overrideId' | 'values' | 'at' | 'who'>,
): OverrideStep => {
  if (person.overrides?.some((kept) => kept.overrideId === overrideId)) return undefined
  const changes = differences(person, values)
  const texts = changes.map(({ path, after }) => ({ path, ...(after === undefined ? {} : { text: after }) }))
  return { next: withKept(withTexts(person, texts), { overrideId, at, who, changes }), changes }
}

/** Takes an override of one person back, once: of each field that has still what the override gave it. */
export const undone = (
  person: Person,
  { overrideId, at, who }: Pick<OverrideIntent, 'overrideId' | 'at' | 'who'>,
): OverrideStep => {
  const kept = person.overrides?.find((one) => one.overrideId === overrideId)
  if (kept?.isUndone) return undefined
  // One that comes before the override itself is remembered, so that the override comes too late.
  if (!kept) return { next: withKept(person, { overrideId, at, who, changes: [], isUndone: true }), changes: [] }
  const now = overrideValuesOf(person)
  const untouched = kept.changes.filter(({ path, after = '' }) => isOverridePath(path) && now[path] === after)
  const texts = untouched.map(({ path, before }) => ({ path, ...(before === undefined ? {} : { text: before }) }))
  const changes = untouched.map(({ path, before, after }) => ({
    path,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  }))
  return { next: withKept(withTexts(person, texts), { ...kept, isUndone: true }), changes }
}

/** Whether an override can be taken back still. @param from the earliest that can; ISO 8601 */
export const isUndoable = ({ at, isUndone, changes }: KeptOverride, from: string): boolean =>
  !isUndone && changes.length > 0 && at > from
