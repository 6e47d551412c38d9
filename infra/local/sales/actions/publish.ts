// PublishXml and PublishAllXml: make customizations visible in forms and views. The API sees them at once, except texts of
// views in other languages.
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { invalidArgument, methodNotAllowed } from '../base/errors.ts'
import { parseXml } from '../base/xml.ts'
import type { Session } from '../organization/session.ts'
import { publishLabels } from '../rules/row-labels.ts'
import { needPrivilege } from '../security/rights.ts'
import { readBody } from './parameters.ts'

/**
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/publishxml
 * @throws SalesError 403 without the right to customize, 400 when the parameters are not an importexportxml document
 */
export const publish = (session: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'PublishXml')
  needPrivilege(session.org, session.user.id, 'prvPublishCustomization')
  const body = readBody(request.body ?? {}, 'PublishXml', ['ParameterXml'])
  const isAll = request.path.startsWith('PublishAllXml')
  const root = parseXml(String(body['ParameterXml'] ?? ''))
  if (!isAll && root?.name !== 'importexportxml')
    throw invalidArgument("'ParameterXml' must be an importexportxml document.")
  const named = root?.children.find(({ name }) => name === 'entities')?.children.map(({ text }) => text.trim())
  publishLabels(session.org, isAll ? undefined : (named ?? []))
  return noContent()
}
