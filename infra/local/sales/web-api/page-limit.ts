// How many rows an answer has at most.

export const pageLimit = 5000
