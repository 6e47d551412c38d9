// The requests by which an organization tries its connection with Sales. They are no company's.

/** What the company of such a request is called. @param at ISO 8601 */
export const testCompany = (at: string): string => `TEST ${at}, please ignore`

export const isTestCompany = (name: string): boolean => /^TEST \S+, please ignore$/.test(name)
