// Reads the Prefer header, which carries several preferences at once.
import { splitTop } from '../addresses/address.ts'

export type Preferences = {
  readonly representation: boolean
  readonly maxPageSize: number | undefined
  readonly trackChanges: boolean
  readonly continueOnError: boolean
  /** Whether an annotation of this name is wanted. */
  wants(annotation: string): boolean
}

const matches = (pattern: string, name: string): boolean =>
  pattern === '*' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1)))

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors */
export const readPreferences = (header: string | undefined): Preferences => {
  const all = new Map(
    splitTop((header ?? '').replaceAll(';', ','), ',').map((part): [string, string] => {
      const [name = '', ...value] = part.split('=')
      return [name.trim().toLowerCase(), value.join('=').trim().replace(/^"|"$/g, '')]
    }),
  )
  const patterns = (all.get('odata.include-annotations') ?? '').split(',').map((pattern) => pattern.trim())
  const pageSize = Number(all.get('odata.maxpagesize') ?? Number.NaN)
  return {
    representation: all.get('return') === 'representation',
    maxPageSize: Number.isInteger(pageSize) && pageSize > 0 ? Math.min(pageSize, 5000) : undefined,
    trackChanges: all.has('odata.track-changes'),
    continueOnError: all.has('odata.continue-on-error') && all.get('odata.continue-on-error') !== 'false',
    wants: (annotation) => patterns.some((pattern) => matches(pattern, annotation)),
  }
}
