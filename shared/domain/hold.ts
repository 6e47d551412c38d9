// Which orders of an organization are on hold because of its credit: those on invoice, or all.

export const holds = ['Invoice', 'All'] as const
export type Hold = (typeof holds)[number]

/** What a text says; whatever is none of these is no hold. */
export const asHold = (text: string | undefined): Hold | 'No' => holds.find((known) => known === text) ?? 'No'
