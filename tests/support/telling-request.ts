// Requests in which every text can be found again, wherever somebody repeats it.

/** In every text of every request here, and in nothing else. */
export const canary = /zq[a-z]*canary|99887766/gi

let people = 0
/** A request with a canary in every field that takes any text. */
export const telling = (more: Record<string, unknown> = {}) => {
  people += 1
  return {
    company: {
      name: `ZqNameCanary ${people} GmbH`,
      website: `https://zqsitecanary${people}.example`,
      registrationNumber: `ZqRegisterCanary${people}`,
      taxId: `ZqTaxCanary${people}`,
      phone: '+49 30 99887766',
      address: {
        line1: 'ZqStreetCanary 1',
        line2: 'ZqFloorCanary',
        city: 'ZqCityCanary',
        stateOrProvince: 'ZqStateCanary',
        postalCode: 'ZqZipCanary',
        country: 'DE',
      },
    },
    requestor: {
      firstName: 'ZqFirstCanary',
      lastName: 'ZqLastCanary',
      email: `zqmailcanary${people}@zqdomaincanary.example`,
      phone: '+49 30 99887766',
      jobTitle: 'ZqTitleCanary',
    },
    comments: 'ZqCommentCanary',
    language: 'en',
    channel: 'default',
    attributes: { expectedVolume: 'ZqVolumeCanary' },
    ...more,
  }
}
