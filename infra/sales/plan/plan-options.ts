// The choices of a column: compared with those that it has, and added where they are missing, as those of a later version are.
// Without one of them, writing it would be refused. What people call a choice stays theirs to say.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { labelsIn } from '../organization/labels.ts'
import type { Row } from '../organization/read-rows.ts'
import { logicalName, type WantedColumn, type WantedOption } from '../wanted/columns.ts'
import { solutionName } from '../wanted/solution.ts'
import { type Languages, labelOf, type Text, textIn } from '../wanted/texts.ts'

type Label = Parameters<typeof labelsIn>[0]

/** A column, or a choice of it, with a text of ours, and what the organization has there. */
export type Named = { readonly text: Text; readonly label: Label }

/** The text that people gave in the base language in place of ours, as one that tells of both; at most one. */
export const renamedIn = ({ text, label }: Named, { base }: Languages): readonly string[] => {
  const ours = textIn(text, base)
  const theirs = labelsIn(label).get(base)
  return theirs === undefined || theirs === ours ? [] : [`“${ours}” is called “${theirs}”`]
}

/** The choices that a definition has, with their labels, by their values. */
export const choicesOf = (definition: Row): ReadonlyMap<number, Label> => {
  const { Options = [] } = (definition['OptionSet'] ?? {}) as { readonly Options?: readonly Row[] }
  return new Map(Options.map((option) => [Number(option['Value']), option['Label'] as Label]))
}

/** Those of ours that a column lacks. */
export const lackingChoices = (column: WantedColumn, definition: Row): readonly WantedOption[] => {
  const there = choicesOf(definition)
  return 'options' in column ? column.options.filter(({ value }) => !there.has(value)) : []
}

/** Those of ours that are there, each with what people see. */
export const namedChoices = (column: WantedColumn, definition: Row): readonly Named[] => {
  const there = choicesOf(definition)
  const { options } = 'options' in column ? column : { options: [] }
  return options.flatMap(({ value, label }) => (there.has(value) ? [{ text: label, label: there.get(value) }] : []))
}

/** Adds choices to a column. */
export const addChoices = async (
  call: Dataverse,
  column: WantedColumn,
  choices: readonly WantedOption[],
  languages: Languages,
): Promise<void> => {
  for (const { value, label } of choices) {
    const body = {
      EntityLogicalName: column.table,
      AttributeLogicalName: logicalName(column),
      Value: value,
      Label: labelOf(label, languages),
      SolutionUniqueName: solutionName,
    }
    await call({ method: 'POST', path: 'InsertOptionValue', body })
  }
}
