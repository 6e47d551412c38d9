// The request that needs most room in Sales.

import { onboardingFields } from '../../../shared/domain/onboarding-fields.ts'
import { type OnboardingRequest, requestOf } from '../../../shared/domain/onboarding-request.ts'

/** A request in which every text is as long as it may be. */
export const longestRequest = (): OnboardingRequest =>
  requestOf(Object.fromEntries(onboardingFields.map(({ path, maxLength }) => [path, 'x'.repeat(maxLength)])), {})
