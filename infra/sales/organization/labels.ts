// The texts of a row in the languages of the organization. Only some columns of some tables have them, such as the names of
// views; names of roles and teams have one text. https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/setloclabels

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { unlessUndefined } from '../../../shared/sales/failures.ts'

/** Texts by LCID. */
export type Labels = ReadonlyMap<number, string>

type Row = { readonly set: string; readonly table: string; readonly key: string; readonly id: string }

type Answer = { readonly Label?: { readonly LocalizedLabels?: readonly { Label?: unknown; LanguageCode?: unknown }[] } }

/** The texts in the parts of a label, as definitions and functions give it. */
export const labelsIn = (label: Answer['Label']): Labels =>
  new Map(
    (label?.LocalizedLabels ?? []).flatMap(({ Label, LanguageCode }) =>
      typeof Label === 'string' && Label !== '' && typeof LanguageCode === 'number'
        ? [[LanguageCode, Label] as const]
        : [],
    ),
  )

/**
 * The texts of a column of a row.
 * @param unpublished whether texts count that people do not see yet
 * @returns none for a row that is not there, and where the organization cannot be asked
 */
export const readRowLabels = async (
  call: Dataverse,
  { set, id }: Row,
  column: string,
  unpublished: boolean,
): Promise<Labels> => {
  const moniker = encodeURIComponent(`{'@odata.id':'${set}(${id})'}`)
  const path = `RetrieveLocLabels(EntityMoniker=@p1,AttributeName=@p2,IncludeUnpublished=@p3)?@p1=${moniker}&@p2='${column}'&@p3=${unpublished}`
  const answer = (await unlessUndefined(call({ method: 'GET', path }))) as Answer | undefined
  return labelsIn(answer?.Label)
}

/** Sets the texts of a column of a row. Which of those that are there stay is not documented, so all are sent. */
export const setRowLabels = async (
  call: Dataverse,
  { table, key, id }: Row,
  column: string,
  labels: Labels,
  headers: Readonly<Record<string, string>>,
): Promise<void> => {
  const body = {
    EntityMoniker: { '@odata.type': `Microsoft.Dynamics.CRM.${table}`, [key]: id },
    AttributeName: column,
    Labels: [...labels].map(([LanguageCode, Label]) => ({
      '@odata.type': 'Microsoft.Dynamics.CRM.LocalizedLabel',
      Label,
      LanguageCode,
    })),
  }
  await call({ method: 'POST', path: 'SetLocLabels', body, headers })
}
