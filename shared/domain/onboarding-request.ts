// The request of a company to become a business partner, as it is stored and passed on.

import type { Language } from './languages.ts'

export type Address = {
  readonly line1: string
  readonly line2?: string
  readonly city: string
  readonly stateOrProvince?: string
  readonly postalCode?: string
  readonly country: string
}

export type OnboardingRequest = {
  readonly company: {
    readonly name: string
    readonly website?: string
    readonly registrationNumber?: string
    readonly taxId?: string
    readonly phone?: string
    readonly address: Address
  }
  readonly requestor: {
    readonly firstName: string
    readonly lastName: string
    readonly email: string
    readonly phone?: string
    readonly jobTitle?: string
  }
  readonly comments?: string
  readonly language: Language
  readonly channel: string
  readonly attributes: Readonly<Record<string, string>>
}
