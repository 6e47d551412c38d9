// Choosing an existing account or contact from a list, where the product has a lookup.
import { type Html, html } from '../../../../shared/platform/html.ts'
import { asGuid } from '../../../../shared/platform/ids.ts'
import type { Row, Sales } from './sales-client.ts'
import { text } from './values.ts'

/** Accounts and contacts to choose from, by name. */
export type Choices = { readonly accounts: readonly Row[]; readonly contacts: readonly Row[] }

/** Reads the active accounts and contacts of the organization, up to 500 of each. */
export const readChoices = async (sales: Sales): Promise<Choices> => {
  const [accounts, contacts] = await Promise.all([
    sales.rows('accounts?$select=accountid,name,accountnumber&$filter=statecode eq 0&$orderby=name', 500),
    sales.rows('contacts?$select=contactid,fullname,emailaddress1&$filter=statecode eq 0&$orderby=fullname', 500),
  ])
  return { accounts: accounts.rows, contacts: contacts.rows }
}

const option = (id: string, parts: readonly string[], selected: string): Html =>
  html`<option value="${id}"${id === selected && html` selected`}>${parts.filter(Boolean).join(' · ') || '(no name)'}</option>`

/** A labelled list of accounts; the first entry stands for none. */
export const accountChoice = (name: string, labelText: string, choices: Choices, selected: string): Html =>
  html`<div class="field"><label for="${name}">${labelText}</label><select id="${name}" name="${name}"><option value="">(none)</option>${choices.accounts.map(
    (row) => option(text(row, 'accountid'), [text(row, 'name'), text(row, 'accountnumber')], selected),
  )}</select></div>`

/** A labelled list of contacts; the first entry stands for none. */
export const contactChoice = (name: string, labelText: string, choices: Choices, selected: string): Html =>
  html`<div class="field"><label for="${name}">${labelText}</label><select id="${name}" name="${name}"><option value="">(none)</option>${choices.contacts.map(
    (row) => option(text(row, 'contactid'), [text(row, 'fullname'), text(row, 'emailaddress1')], selected),
  )}</select></div>`

/** The chosen id of a posted list; undefined for none and for anything that is no GUID. */
export const chosen = (form: URLSearchParams, name: string): string | undefined => asGuid(form.get(name))
