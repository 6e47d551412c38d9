// What all steps of an import have: the package, the solution that it becomes, and what was left out on the way.
import { SalesError } from '../base/errors.ts'
import type { Element } from '../base/xml.ts'
import type { Org, Session } from '../organization/session.ts'
import { baseLanguage } from '../organization/traits.ts'
import { languagesOf } from '../rules/languages.ts'
import { addComponent, isManaged } from '../rules/solution-components.ts'
import type { Labels } from '../schema/types.ts'
import type { Manifest } from './read-package.ts'

export type Importing = {
  readonly session: Session
  readonly manifest: Manifest
  readonly solutionId: string
  /** LCIDs of texts that were left out, because the organization does not have the language. */
  readonly ignored: Set<number>
}

/** An import that fails for another reason than those with codes of their own. */
export const importFailed = (message: string): SalesError => new SalesError(400, '0x8004801e', message)

/**
 * The texts of a list of labels in the languages that the organization has. Where there is none in its base language, that of
 * the package's own language stands for it.
 */
export const labelsOf = ({ session, manifest, ignored }: Importing, list: Element | undefined): Labels => {
  const given = new Map(
    (list?.children ?? []).map(({ attributes }) => [
      Number(attributes['languagecode']),
      attributes['description'] ?? '',
    ]),
  )
  const had = languagesOf(session.org)
  for (const code of given.keys()) if (!had.includes(code)) ignored.add(code)
  const base = baseLanguage(session.org.traits)
  const text = given.get(base) ?? given.get(manifest.language)
  const kept = [...given].filter(([code]) => had.includes(code))
  return Object.fromEntries([...(text === undefined ? [] : [[base, text] as const]), ...kept])
}

/** The text in the base language. @throws SalesError where there is none that could stand for it */
export const baseText = (org: Org, labels: Labels, what: string): string => {
  const text = labels[String(baseLanguage(org.traits))]
  if (text) return text
  throw importFailed(`${what} has no label in the base language.`)
}

/**
 * Puts what is imported into the solution.
 * @param isThere whether it was there before
 * @throws SalesError 400 0x8004f016 for a part of a managed solution that people made themselves
 */
export const place = (
  { session: { org }, manifest, solutionId }: Importing,
  {
    type,
    id,
    what,
    isThere,
  }: { readonly type: number; readonly id: string; readonly what: string; readonly isThere: boolean },
): void => {
  if (manifest.managed && isThere && !isManaged(org, id))
    throw new SalesError(
      400,
      '0x8004f016',
      `A managed solution cannot overwrite the ${what} component with Id=${id} which has an unmanaged base instance.`,
    )
  addComponent(org, solutionId, type, id)
}
