// What the pages *New customer* say.

export const newCustomer = {
  title: 'New customer',
  intro:
    'For an organization that is to be a customer and no partner: nobody of it signs in. First see whether it is here or in Sales already, so that nothing is made twice.',
  person: 'New person',
  organizationAbout: 'Becomes a customer, and an account in Sales with the same id.',
  organizationAboutHere: 'Becomes a customer.',
  personAbout: <T>(organization: T): readonly (string | T)[] => [
    'Becomes a customer who is invoiced to ',
    organization,
    ', and a contact under its account in Sales with the same id. Nobody signs in by this.',
  ],
  personAboutHere: <T>(organization: T): readonly (string | T)[] => [
    'Becomes a customer who is invoiced to ',
    organization,
    '. Nobody signs in by this.',
  ],
  language: 'Language',
  show: 'Show the customer',
  makePartner: 'Make a partner of it',
  make: 'Make customer',
  refused: 'Nothing was made. Some of it cannot be taken as it is.',
} as const
