// The decision mails in English.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

export const mails: MailTexts = {
  terms,
  greeting: (name) => `Dear ${name},`,
  greetingWithoutName: 'Hello,',
  approved: {
    subject: (companyName) => `${terms.yourRequest} has been ${terms.approved}: ${companyName}`,
    preheader: {
      Admin: 'You can now sign in and add users for your company.',
      User: 'You can now sign in and order for your company.',
    },
    heading: `${terms.yourRequest} has been ${terms.approved}`,
    paragraphs: (company) => [
      company
        ? `We are pleased to let you know that the business partner request of your company ${company} has been ${terms.approved}.`
        : `We are pleased to let you know that the business partner request of your company has been ${terms.approved}.`,
      'You can now sign in to our site with the e-mail address at which you received this message.',
    ],
    role: {
      Admin:
        'You are the administrator of your company on the site: you may add users, who can then sign in and order on its behalf.',
      User: 'You are a user of your company on the site: you can sign in and order on its behalf. Its administrator can add further users.',
    },
    viewRequest: 'View your request',
  },
  rejected: {
    preheader: 'We have reviewed the request of your company.',
    heading: 'Decision on your request',
    paragraphs: (company) => [
      'Thank you for your interest in becoming our business partner.',
      company
        ? `We have carefully reviewed the request of your company ${company}. Unfortunately, we are unable to ${terms.approve} it.`
        : `We have carefully reviewed the request of your company. Unfortunately, we are unable to ${terms.approve} it.`,
      'Thank you for the time you took. We wish you and your company every success.',
    ],
  },
  closing: 'Kind regards,',
  whyReceived: 'You are receiving this message because of a request to become a business partner.',
}
