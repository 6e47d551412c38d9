// The counts: how many operations the work takes, seen on the wire.

import { startCountedEnvironment } from './counted-environment.ts'
import { onboardingOperations } from './onboarding-operations.ts'
import { repeatOperations } from './repeat-operations.ts'
import type { Line } from './table.ts'

export const operations = async (): Promise<Line[]> => {
  const counted = await startCountedEnvironment()
  try {
    const { lines, requestId } = await onboardingOperations(counted)
    return [...lines, ...(await repeatOperations(counted, requestId))]
  } finally {
    await counted.close()
  }
}
