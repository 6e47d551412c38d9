// Importing and exporting packages as the wizard and pipelines do, and what is in one.
import { randomUUID } from 'node:crypto'
import { unzip } from '../../infra/local/build/zip.ts'
import { type Element, parseXml } from '../../infra/local/sales/base/xml.ts'
import type { Dataverse } from '../../shared/sales/dataverse.ts'

/** Imports a package. @returns the id of the import's row */
export const importPackage = async (call: Dataverse, archive: Buffer, id: string = randomUUID()): Promise<string> => {
  const body = {
    OverwriteUnmanagedCustomizations: false,
    PublishWorkflows: true,
    CustomizationFile: archive.toString('base64'),
    ImportJobId: id,
  }
  await call({ method: 'POST', path: 'ImportSolution', body })
  return id
}

export const exportPackage = async (call: Dataverse, SolutionName: string, Managed = false): Promise<Buffer> => {
  const answer = await call({ method: 'POST', path: 'ExportSolution', body: { SolutionName, Managed } })
  return Buffer.from((answer as { ExportSolutionFile: string }).ExportSolutionFile, 'base64')
}

/** A file of a package. */
export const fileOf = (archive: Buffer, name: string): string =>
  unzip(archive)
    .find((file) => file.name === name)
    ?.contents.toString('utf8') ?? ''

/** A file of a package, read. */
export const rootOf = (archive: Buffer, name: string): Element => {
  const root = parseXml(fileOf(archive, name))
  if (!root) throw new Error(`${name} is no XML.`)
  return root
}

/** All elements of a name below an element. */
export const allOf = (element: Element, name: string): readonly Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => allOf(child, name)),
]

/** What a package brings, part by part, in an order of its own. */
export const partsOf = (archive: Buffer) => {
  const root = rootOf(archive, 'customizations.xml')
  const text = (element: Element, name: string) => element.children.find((child) => child.name === name)?.text ?? ''
  const labels = (element: Element | undefined) =>
    (element?.children ?? []).map(({ attributes }) => `${attributes['languagecode']} ${attributes['description']}`)
  return {
    columns: allOf(root, 'Entity').flatMap((entity) =>
      allOf(entity, 'attribute')
        .filter((attribute) => attribute.attributes['PhysicalName'] !== undefined)
        .map((attribute) => ({
          table: text(entity, 'Name').toLowerCase(),
          name: attribute.attributes['PhysicalName'],
          type: text(attribute, 'Type'),
          length: text(attribute, 'MaxLength'),
          options: allOf(attribute, 'option')
            .map((option) => option.attributes['value'])
            .toSorted(),
          names: labels(attribute.children.find(({ name }) => name === 'displaynames')).toSorted(),
        })),
    ),
    views: allOf(root, 'savedquery').map((view) => ({
      id: text(view, 'savedqueryid'),
      query: JSON.stringify(allOf(view, 'fetch')),
      layout: JSON.stringify(allOf(view, 'grid')),
      names: labels(allOf(view, 'LocalizedNames')[0]).toSorted(),
    })),
    roles: allOf(root, 'Role').map((role) => ({
      id: role.attributes['id'],
      name: role.attributes['name'],
      privileges: allOf(role, 'RolePrivilege')
        .map(({ attributes }) => `${attributes['name']} ${attributes['level']}`)
        .toSorted(),
    })),
  }
}
