// What staff read of work that was given up: the shape of it, which the compiler holds every language to.

import { type FailureFamily, failureFamilyOf, isOwnFailureCode, type OwnFailureCode } from '../../domain/failures.ts'

/** A sentence for each code. */
export type FailureWords = {
  readonly own: Readonly<Record<OwnFailureCode, string>>
  /** Codes of Dataverse, in small letters, that say what is to be done. */
  readonly ofSales: Readonly<Record<`sales-0x${string}`, string>>
  /** Any other code that somebody else gave. */
  readonly families: Readonly<Record<FailureFamily, string>>
  /** What is not known, such as a code that a later version stored. */
  readonly unknown: string
}

/** Makes the function that gives a sentence for the code of an error. */
export const createFailureText = ({ own, ofSales, families, unknown }: FailureWords) => {
  const bySalesCode = new Map(Object.entries(ofSales))
  return (code: string): string => {
    if (isOwnFailureCode(code)) return own[code]
    const family = failureFamilyOf(code)
    if (!family) return unknown
    return bySalesCode.get(code.toLowerCase()) ?? families[family]
  }
}
