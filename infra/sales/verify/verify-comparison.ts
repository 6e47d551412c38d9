// Whether the tables that the catch-up compares let themselves be asked, each as the app asks it.

import { createSales } from '../../../shared/sales/create-sales.ts'
import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../../shared/sales/failures.ts'
import type { ChangesFrom, Sales } from '../../../shared/sales/sales.ts'
import { explain } from '../organization/advice.ts'
import { type Check, failed, ok, runCheck } from './check.ts'

const asked: Readonly<Record<string, (sales: Sales, from: ChangesFrom) => Promise<unknown>>> = {
  leads: (sales, from) => sales.changedLeads(from),
  opportunities: (sales, from) => sales.changedOpportunities(from),
  accounts: (sales, from) => sales.changedCustomers('Organization', from),
  contacts: (sales, from) => sales.changedCustomers('Person', from),
}

/** One check for each table: one that is refused says nothing of the others. @param now milliseconds */
export const checkComparison = async (call: Dataverse, now: () => number): Promise<readonly Check[]> => {
  const sales = createSales(call, now)
  const since = new Date(now()).toISOString()
  const checks = await Promise.all(
    Object.entries(asked).map(([table, ask]) => {
      const name = `comparison of ${table}`
      return runCheck(name, async () => {
        const begun = now()
        try {
          await ask(sales, { since })
        } catch (error) {
          // Most likely it lacks a column that is asked about.
          if (!(error instanceof SalesRefused)) throw error
          return failed(name, `${explain(error)} If something above is missing, run npm run sales:install.`)
        }
        return ok(name, `answered in ${now() - begun} ms`)
      })
    }),
  )
  return checks.flat()
}
