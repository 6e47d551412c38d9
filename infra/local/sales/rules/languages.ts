// Which texts may be written in which language: labels only in languages that the organization has, texts that can be
// translated only by users whose language is the base language.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/web-service-error-codes
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { methodNotAllowed, SalesError } from '../base/errors.ts'
import type { Org, Session } from '../organization/session.ts'
import { baseLanguage, english } from '../organization/traits.ts'
import type { Table, Values } from '../schema/types.ts'

/** LCIDs of the languages that the organization has, its base language first. */
export const languagesOf = ({ traits }: Org): readonly number[] => traits.languages ?? [english]

/** @throws SalesError 400 0x80044195 for a label in a language that the organization does not have */
export const checkLabel = (org: Org, label: unknown): void => {
  const list = (label as { LocalizedLabels?: unknown } | undefined)?.LocalizedLabels
  for (const one of Array.isArray(list) ? (list as readonly { LanguageCode?: unknown }[]) : []) {
    if (languagesOf(org).some((language) => language === one.LanguageCode)) continue
    throw new SalesError(
      400,
      '0x80044195',
      `The language code ${String(one.LanguageCode)} is not a valid language for this organization.`,
    )
  }
}

const codes: Readonly<Record<string, string>> = {
  publisher: '0x80047019',
  solution: '0x80047019',
  savedquery: '0x80060750',
}
const translated = ['name', 'friendlyname', 'description']

/** @throws SalesError 400 when the caller's language is not the base language, and the row has a text that can be translated */
export const checkTexts = ({ org, user }: Session, table: Table, values: Values, before?: Values): void => {
  const code = codes[table.logicalName]
  const changes = translated.some((name) => (values[name] ?? null) !== (before?.[name] ?? null))
  const own = org.store.get('usersettings', user.id)?.values['uilanguageid']
  if (code === undefined || !changes || own === undefined || own === baseLanguage(org.traits)) return
  throw new SalesError(
    400,
    code,
    `The ${table.logicalName} can only be written in the base language of the organization, which is not that of the user.`,
  )
}

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveprovisionedlanguages */
export const retrieveProvisionedLanguages = ({ org }: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'GET') throw methodNotAllowed(request.method, 'RetrieveProvisionedLanguages')
  return {
    status: 200,
    headers: {},
    body: {
      '@odata.context': `${org.serviceRoot()}$metadata#Microsoft.Dynamics.CRM.RetrieveProvisionedLanguagesResponse`,
      RetrieveProvisionedLanguages: languagesOf(org),
    },
  }
}
