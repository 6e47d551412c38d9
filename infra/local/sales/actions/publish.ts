// PublishXml and PublishAllXml: make customizations visible in forms and views. The API sees them at once.
import type { ApiRequest, ApiResponse } from '../api.ts'
import { invalidArgument, lacksPrivilege, methodNotAllowed } from '../errors.ts'
import { parseXml } from '../fetch-xml/xml.ts'
import type { Session } from '../session.ts'
import { readBody } from './parameters.ts'

/**
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/publishxml
 * @throws SalesError 403 without the right to customize, 400 when the parameters are not an importexportxml document
 */
export const publish = (session: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'PublishXml')
  if (!session.user.canCustomize) throw lacksPrivilege('prvPublishCustomization', session.user.id)
  const body = readBody(request.body ?? {}, 'PublishXml', ['ParameterXml'])
  const isAll = request.path.startsWith('PublishAllXml')
  const root = parseXml(String(body['ParameterXml'] ?? ''))
  if (!isAll && root?.name !== 'importexportxml')
    throw invalidArgument("'ParameterXml' must be an importexportxml document.")
  return { status: 204, headers: {}, body: undefined }
}
