// The story of prospects that are counted while they change.

import type { Runner } from './runner.ts'
import { sellerIn } from './seller.ts'

const company = (name: string, country: string): unknown => ({
  company: { name, address: { line1: 'Hauptstr. 1', city: 'Berlin', country } },
  requestor: { firstName: 'Ada', lastName: 'Roth', email: `ada@${name.toLowerCase()}.example` },
  language: 'en',
})

/** What is counted is added up before, while and after one is rejected, reopened and rejected again. */
const countedMeanwhile = async (runner: Runner): Promise<void> => {
  await runner.job('lists')
  const one = await runner.submit(company('Contoso', 'DE'), 'key-one')
  await runner.submit(company('Fabrikam', 'NL'), 'key-two')
  await runner.quiet()
  await runner.job('lists')
  const seller = sellerIn(runner.world)
  seller.disqualify(one)
  await runner.quiet()
  await runner.job('lists')
  seller.reactivate(one)
  await runner.quiet()
  seller.disqualify(one)
  await runner.quiet()
  await runner.job('lists')
}

export const listedScenarios = { 'counted meanwhile': countedMeanwhile } as const
