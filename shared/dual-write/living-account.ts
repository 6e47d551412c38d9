// Which account stands for an organization: its own, or the one into which that was merged. Sales moves contacts when it merges,
// so one that is written afterwards has to go where the others are, known here or not.

import type { Customer } from '../domain/customer.ts'
import type { CustomerInSales, Sales } from '../sales/sales.ts'

type Deps = { readonly sales: Pick<Sales, 'readCustomer'> }

const mostMerges = 8

/** The record that stands for a merged one; `undefined` where that is gone, or merging goes round in a circle. */
export const standingFor = async (
  { sales }: Deps,
  type: Customer['type'],
  merged: CustomerInSales,
): Promise<CustomerInSales | undefined> => {
  let record: CustomerInSales | undefined = merged
  for (let passed = 0; record?.mergedInto !== undefined; passed += 1) {
    if (passed === mostMerges) return undefined
    record = await sales.readCustomer(type, record.mergedInto)
  }
  return record
}

/**
 * Looks which account stands for one; one call of Sales, and one for each merge.
 * @returns the id given where none does: the write that follows says what is wrong with it
 */
export const livingAccount = async (deps: Deps, accountId: string): Promise<string> => {
  const found = await deps.sales.readCustomer('Organization', accountId)
  const living = found && (await standingFor(deps, 'Organization', found))
  return living?.id ?? accountId
}
