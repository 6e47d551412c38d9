// Changes that change nothing anybody could see, each with the reason. They count as neither tried nor noticed.

import type { Change } from './changes.ts'

export const equivalents: readonly (Change & { readonly why: string })[] = []
