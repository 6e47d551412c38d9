// Campaigns, as far as leads and opportunities point at them.
import { memo, money, table, text } from './columns.ts'

/** https://learn.microsoft.com/dynamics365/developer/reference/entities/campaign */
export const campaign = table({
  logicalName: 'campaign',
  schemaName: 'Campaign',
  setName: 'campaigns',
  primaryName: 'name',
  objectTypeCode: 4400,
  userOwned: true,
  columns: {
    name: text(128, { required: 'application' }),
    codename: text(32),
    description: memo(2000),
    budgetedcost: money(),
  },
})
