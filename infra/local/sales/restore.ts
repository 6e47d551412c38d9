// Puts an organization back to an earlier copy of itself, as its administrators can.
// https://learn.microsoft.com/power-platform/admin/backup-restore-environments
import { applyCustomizations } from './definitions/customizations.ts'
import type { Org } from './organization/session.ts'
import { believeTokens, endTracking } from './organization/tracking.ts'
import type { StoreCopy } from './store/store.ts'

/** A copy of everything that an organization holds, its definitions included. */
export type Backup = StoreCopy

/**
 * What becomes of the tokens of change tracking that were given out before. `refused`: they are refused as expired.
 * `believed`: row versions begin again at those of the copy, and tokens are answered as if nothing had happened, so what
 * is gone is not told. Which of both a real organization does is not documented.
 */
export type TokensAfterRestore = 'refused' | 'believed'

/** Whatever came after the copy is gone without having been deleted. */
export const restore = (org: Org, backup: Backup, tokens: TokensAfterRestore): void => {
  const version = tokens === 'refused' ? Math.max(org.store.version(), backup.version) : backup.version
  org.schema.reset()
  org.store.restore({ ...backup, version })
  applyCustomizations(org)
  org.store.transact(() => {
    if (tokens === 'refused') endTracking(org)
    else believeTokens(org)
  })
}
