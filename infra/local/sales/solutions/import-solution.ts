// ImportSolution: brings a package in. Either all of it comes, or nothing does, and the row of the import says why.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/importsolution
import { type Body, readBody, readFlag } from '../actions/parameters.ts'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, methodNotAllowed, SalesError } from '../base/errors.ts'
import { applyCustomizations } from '../definitions/customizations.ts'
import type { Session } from '../organization/session.ts'
import { needPrivilege } from '../security/rights.ts'
import { importColumns } from './import-columns.ts'
import { keepJob, needIdle } from './import-job.ts'
import { importRole } from './import-role.ts'
import { importViews } from './import-views.ts'
import { type Importing, importFailed } from './importing.ts'
import { placeSolution } from './place-solution.ts'
import { at, type Manifest, readPackage, type SolutionPackage } from './read-package.ts'

const names = ['OverwriteUnmanagedCustomizations', 'PublishWorkflows', 'CustomizationFile', 'ImportJobId']
/** Known, and refused unless they ask for nothing. */
const notHad = ['HoldingSolution', 'ConvertToManaged', 'SkipProductUpdateDependencies']

const readParameters = (given: unknown) => {
  const body: Body = readBody(given, 'ImportSolution', [...names, ...notHad])
  for (const name of ['OverwriteUnmanagedCustomizations', 'PublishWorkflows']) readFlag(body, name)
  const asked = notHad.find((name) => body[name] === true)
  if (asked !== undefined) throw badRequest(`The parameter '${asked}' is not had here.`)
  const { CustomizationFile: file, ImportJobId: id } = body
  if (typeof file !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(file))
    throw badRequest("The parameter 'CustomizationFile' must be a value of type 'Edm.Binary'.")
  if (typeof id !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw badRequest("The parameter 'ImportJobId' must be a value of type 'Edm.Guid'.")
  return { archive: Buffer.from(file, 'base64'), jobId: id.toLowerCase() }
}

const needRoot = ({ roots }: Manifest, type: number, name: string): void => {
  if (roots.some((root) => root.type === type && root.name === name.toLowerCase())) return
  throw new SalesError(
    400,
    '0x8004803a',
    `The import has failed because component ${name} of type ${type} is not declared in the solution file as a root component.`,
  )
}

const bringIn = (session: Session, { manifest, customizations }: SolutionPackage): ReadonlySet<number> => {
  for (const section of ['SdkMessageProcessingSteps', 'ServiceEndpoints'])
    if ((at(customizations, section)?.children.length ?? 0) > 0)
      throw importFailed(`${section} are not imported here: register them by the Web API.`)
  for (const { type, name } of manifest.roots)
    if (type === 1 && !session.org.schema.byName(name))
      throw new SalesError(
        400,
        '0x8004801f',
        `Cannot add a Root Component ${name} of type ${type} because it is not in the target system.`,
      )
  const importing: Importing = {
    session,
    manifest,
    solutionId: placeSolution(session, manifest),
    ignored: new Set(),
  }
  for (const entity of at(customizations, 'Entities')?.children ?? []) {
    const name = String(at(entity, 'Name')?.text).toLowerCase()
    needRoot(manifest, 1, name)
    importColumns(importing, name, entity)
    importViews(importing, name, entity)
  }
  for (const role of at(customizations, 'Roles')?.children ?? []) {
    needRoot(manifest, 20, String(role.attributes['id']).replace(/[{}]/g, ''))
    importRole(importing, role)
  }
  return importing.ignored
}

/**
 * Imports a package. Has transactions of its own, as its row stays where the rest does not.
 * @throws SalesError 403 without the right, 400 0x80071151 while another import goes on, 400 for what is wrong with the file
 */
export const importSolution = (session: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'ImportSolution')
  const { org, user } = session
  needPrivilege(org, user.id, 'prvImportCustomization')
  const { archive, jobId } = readParameters(request.body)
  if (org.store.get('importjob', jobId)) throw new SalesError(412, '0x80040237', 'An import with this id exists.')
  needIdle(org)
  let manifest: Manifest | undefined
  try {
    const contents = readPackage(archive)
    manifest = contents.manifest
    const ignored = org.store.transact(() => bringIn(session, contents))
    org.store.transact(() => keepJob(session, jobId, { manifest: contents.manifest, ignored }))
  } catch (error) {
    // What was defined on the way is not among the rows any more.
    org.schema.reset()
    applyCustomizations(org)
    if (!(error instanceof SalesError)) throw error
    org.store.transact(() => keepJob(session, jobId, { ...(manifest ? { manifest } : {}), error }))
    throw error
  }
  return noContent()
}
