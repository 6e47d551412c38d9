// The marker of accounts and contacts: a column with the number of the customer in headquarters, by which what changed of
// ours is found among everything else. An organization that was prepared by an earlier version lacks it.

/** `npm run sales:install` makes it, on both tables. */
export const markerColumn = 'cb2b_customernumber'
