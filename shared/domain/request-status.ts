// Where a request stands, as its applicant is told.

export type RequestStatus = 'Submitted' | 'InReview' | 'Approved' | 'Declined'
