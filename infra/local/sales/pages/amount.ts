// Amounts of money as people type them.
import { type Html, html } from '../../../../shared/platform/html.ts'

/** How a refused amount is explained, after the name of the field. */
export const amountHelp = 'must be an amount such as 1250.00.'

/** A labelled field for an amount. */
export const amountField = (name: string, labelText: string, value: string): Html =>
  html`<div class="field"><label for="${name}">${labelText}</label><input type="text" id="${name}" name="${name}" value="${value}" inputmode="decimal" autocomplete="off" maxlength="15"></div>`

/** An amount typed by a person: digits with at most two decimals. Undefined when it is none; null when left empty. */
export const typedAmount = (value: string | null): number | null | undefined => {
  const trimmed = (value ?? '').trim()
  if (trimmed === '') return null
  return /^\d{1,12}(\.\d{1,2})?$/.test(trimmed) ? Number(trimmed) : undefined
}
