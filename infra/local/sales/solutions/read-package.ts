// Reads the file that an import brings: a zip with three files at its root, each in the form that is asked for.
// The codes: https://learn.microsoft.com/power-apps/developer/data-platform/reference/web-service-error-codes
import { unzip } from '../../build/zip.ts'
import { SalesError } from '../base/errors.ts'
import { type Element, parseXml } from '../base/xml.ts'
import { manifestPart } from './manifest-schema.ts'
import { customizationsPart } from './published-schema.ts'
import { faultOf, type Part } from './schema-part.ts'

export type RootComponent = { readonly type: number; readonly name: string }

export type Manifest = {
  readonly name: string
  readonly friendlyName: string
  readonly version: string
  readonly managed: boolean
  /** The language that its texts are surely in. */
  readonly language: number
  readonly publisher: {
    readonly name: string
    readonly friendlyName: string
    readonly prefix: string
    readonly options: number
  }
  readonly roots: readonly RootComponent[]
}

export type SolutionPackage = { readonly manifest: Manifest; readonly customizations: Element }

const needed = ['[Content_Types].xml', 'customizations.xml', 'solution.xml'] as const

const badZip = (): SalesError =>
  new SalesError(
    400,
    '0x80048060',
    'The solution file is invalid. The compressed file must contain the following files at its root: solution.xml, customizations.xml, and [Content_Types].xml.',
  )

const filesOf = (archive: Buffer): ReadonlyMap<string, string> => {
  try {
    return new Map(unzip(archive).map(({ name, contents }) => [name, contents.toString('utf8').replace(/^\uFEFF/, '')]))
  } catch {
    throw badZip()
  }
}

const read = (document: string | undefined, file: string, part?: Part): Element => {
  const root = parseXml(document ?? '')
  if (!root) throw new SalesError(400, '0x80048013', `Invalid customization file. ${file} is not well formed.`)
  const fault = part && (root.name === 'ImportExportXml' ? faultOf(root, part) : `Unexpected element '${root.name}'.`)
  if (fault === undefined) return root
  throw new SalesError(
    400,
    '0x8004801a',
    `The import file is invalid. XSD validation failed with the following error: '${fault}' (${file})`,
  )
}

/** The first element at the end of a way of names. */
export const at = (element: Element | undefined, ...way: readonly string[]): Element | undefined =>
  way.reduce<Element | undefined>((found, name) => found?.children.find((child) => child.name === name), element)

/** The text at the end of a way of names. */
export const textAt = (element: Element | undefined, ...way: readonly string[]): string =>
  at(element, ...way)?.text ?? ''

const nameIn = (element: Element | undefined): string =>
  at(element, 'LocalizedNames', 'LocalizedName')?.attributes['description'] ?? textAt(element, 'UniqueName')

const rootOf = ({ attributes: { type, schemaName, id } }: Element): RootComponent => ({
  type: Number(type),
  name: (schemaName ?? id ?? '').replace(/[{}]/g, '').toLowerCase(),
})

const manifestOf = (root: Element): Manifest => {
  const solution = at(root, 'SolutionManifest')
  const publisher = at(solution, 'Publisher')
  return {
    name: textAt(solution, 'UniqueName'),
    friendlyName: nameIn(solution),
    version: textAt(solution, 'Version'),
    managed: textAt(solution, 'Managed') === '1',
    language: Number(root.attributes['languagecode']),
    publisher: {
      name: textAt(publisher, 'UniqueName'),
      friendlyName: nameIn(publisher),
      prefix: textAt(publisher, 'CustomizationPrefix'),
      options: Number(textAt(publisher, 'CustomizationOptionValuePrefix')),
    },
    roots: (at(solution, 'RootComponents')?.children ?? []).map(rootOf),
  }
}

/**
 * Reads a package.
 * @throws SalesError 400 0x80048060 for no zip or one that lacks a file, 0x80048013 for a file that is no XML, 0x8004801a for
 *   one that its schema does not know
 */
export const readPackage = (archive: Buffer): SolutionPackage => {
  const files = filesOf(archive)
  if (needed.some((name) => !files.has(name))) throw badZip()
  read(files.get('[Content_Types].xml'), '[Content_Types].xml')
  const solution = read(files.get('solution.xml'), 'solution.xml', manifestPart)
  const customizations = read(files.get('customizations.xml'), 'customizations.xml', customizationsPart)
  return { manifest: manifestOf(solution), customizations }
}
