// The languages in which staff can be addressed, and the one in which they are.

import { staff as en } from './en/staff.ts'
import type { StaffWords } from './staff-words.ts'

/** Each language stands in a folder of its tag. */
const staffLanguages = { en } as const satisfies Readonly<Record<string, StaffWords>>

export const staffWords: StaffWords = staffLanguages.en
