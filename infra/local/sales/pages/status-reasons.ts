// The status reasons of a state that a salesperson can choose, with those that were added to the organization.
import type { Sales } from './sales-client.ts'

type Option = {
  readonly Value: number
  readonly State: number
  readonly Label: { readonly UserLocalizedLabel: { readonly Label: string } }
}

/** Labels by value, in the order of the values. */
export const statusReasons = async (
  sales: Sales,
  table: 'lead' | 'opportunity',
  state: number,
): Promise<Readonly<Record<number, string>>> => {
  const path = `EntityDefinitions(LogicalName='${table}')/Attributes(LogicalName='statuscode')/Microsoft.Dynamics.CRM.StatusAttributeMetadata?$select=LogicalName&$expand=OptionSet`
  const definition = await sales.row(path)
  const { Options = [] } = (definition?.['OptionSet'] ?? {}) as { readonly Options?: readonly Option[] }
  return Object.fromEntries(
    Options.filter((option) => option.State === state).map(({ Value, Label }) => [
      Value,
      Label.UserLocalizedLabel.Label,
    ]),
  )
}
