// The story of two employees of one company, who do not know of each other.

import type { Runner } from './runner.ts'

const employee = (first: string, company = 'Twin AG', taxId = 'DE777'): unknown => ({
  company: { name: company, taxId, address: { line1: 'Hauptstr. 1', city: 'Berlin', country: 'DE' } },
  requestor: { firstName: first, lastName: 'Roth', email: `${first.toLowerCase()}@twin.example` },
  language: 'en',
})

/** Two at once with somebody else, and another a little later. */
const twoEmployees = async (runner: Runner): Promise<void> => {
  await runner.submit(employee('Ada'), 'key-ada')
  await runner.submit(employee('Tom', 'Contoso', 'DE778'), 'key-tom')
  await runner.submit(employee('Eva'), 'key-eva')
  await runner.quiet()
  await runner.submit(employee('Ida', 'Twin Gruppe'), 'key-ida')
  await runner.quiet()
}

export const likelyScenarios = { 'two employees': twoEmployees } as const
