// Which calls are those of a partner's users. It stands alone, because every start needs it.

/** A user of a partner, or only an Admin among them. */
export type PartnerCaller = 'user' | 'partner admin'

/** Whether a user of a partner calls it, by a statement of the site's issuer. */
export const isForUsers = ({ caller }: { readonly caller: string }): boolean =>
  caller === 'user' || caller === 'partner admin'
