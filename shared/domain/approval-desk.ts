// Where staff decide on prospects: sellers in Sales, or people of headquarters, who then work without any Sales.

export const approvalDesks = ['sales', 'headquarters'] as const
export type ApprovalDesk = (typeof approvalDesks)[number]
