// Where a request stands, as its applicant is told.

export const requestStatuses = ['Submitted', 'InReview', 'Approved', 'Declined'] as const
export type RequestStatus = (typeof requestStatuses)[number]
