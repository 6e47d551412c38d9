// The view of our leads, as data.

import { textIn, texts } from './texts.ts'
import type { WantedRow } from './wanted-row.ts'

/** Its names, which people see in their own language. */
const localized = { name: texts.view, description: texts.viewExplained }

export const viewId = '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b01'

const visibleColumns = ['fullname', 'cb2b_prospectnumber', 'subject', 'companyname', 'statuscode', 'createdon']

/**
 * The view of our leads: those that bear the number of a prospect, whoever wrote them and whoever owns them by now.
 * https://learn.microsoft.com/power-apps/developer/model-driven-apps/customize-entity-views
 * @param language LCID of the organization's base language
 */
export const wantedView = (
  language: number,
): WantedRow & { readonly table: string; readonly localized: typeof localized } => ({
  what: 'view All commerce B2B leads',
  set: 'savedqueries',
  table: 'savedquery',
  localized,
  key: 'savedqueryid',
  id: viewId,
  columns: {
    name: textIn(texts.view, language),
    fetchxml:
      `<fetch version="1.0" output-format="xml-platform" mapping="logical"><entity name="lead"><attribute name="leadid"/>` +
      visibleColumns.map((column) => `<attribute name="${column}"/>`).join('') +
      `<filter type="and"><condition attribute="cb2b_prospectnumber" operator="not-null"/></filter>` +
      `<order attribute="createdon" descending="true"/></entity></fetch>`,
    layoutxml:
      `<grid name="resultset" object="4" jump="subject" select="1" preview="1" icon="1"><row name="result" id="leadid">` +
      visibleColumns.map((column) => `<cell name="${column}" width="150"/>`).join('') +
      `</row></grid>`,
    description: textIn(texts.viewExplained, language),
  },
  onCreate: { returnedtypecode: 'lead', querytype: 0 },
  stateful: true,
  component: true,
})
