// Reads the authvalue of webhooks that authenticate by headers or by query string.
import { parseXml } from '../base/xml.ts'

/**
 * Reads `<settings><setting name="" value="" /></settings>`.
 * @returns the pairs, or undefined when the text has another form
 */
export const readSettings = (text: string): readonly (readonly [string, string])[] | undefined => {
  const root = parseXml(text.trim())
  if (root?.name !== 'settings' || root.children.length === 0) return undefined
  const pairs = root.children.map((child) => [child.attributes['name'], child.attributes['value']] as const)
  const complete = pairs.filter((pair): pair is readonly [string, string] => Boolean(pair[0]) && pair[1] !== undefined)
  return complete.length === pairs.length && root.children.every((child) => child.name === 'setting')
    ? complete
    : undefined
}
