// The one stylesheet of all pages. It is served as it stands; no page carries a style of its own.

import base from './styles/base.css' with { type: 'text' }
import site from './styles/site.css' with { type: 'text' }
import siteAccount from './styles/site-account.css' with { type: 'text' }
import siteForms from './styles/site-forms.css' with { type: 'text' }
import sitePanels from './styles/site-panels.css' with { type: 'text' }
import sitePrint from './styles/site-print.css' with { type: 'text' }
import staff from './styles/staff.css' with { type: 'text' }
import staffForms from './styles/staff-forms.css' with { type: 'text' }
import staffList from './styles/staff-list.css' with { type: 'text' }
import staffNarrow from './styles/staff-narrow.css' with { type: 'text' }
import staffOverview from './styles/staff-overview.css' with { type: 'text' }
import staffTables from './styles/staff-tables.css' with { type: 'text' }

/**
 * CSS to be answered as `text/css; charset=utf-8`. It asks for nothing from elsewhere, and its text can be read:
 * https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum
 */
export const styles = [
  base,
  site,
  siteForms,
  sitePanels,
  siteAccount,
  sitePrint,
  staff,
  staffTables,
  staffForms,
  staffNarrow,
  staffList,
  staffOverview,
].join('')
