// The mails to requestors in English.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

export const mails: MailTexts = {
  terms,
  greeting: (name) => `Dear ${name},`,
  greetingWithoutName: 'Hello,',
  reference: (reference) =>
    `The reference of your request is ${reference}. Please quote it when you write to us or call us.`,
  received: {
    subject: (reference) => `We received your request: ${reference}`,
    preheader: 'Our team reviews it and answers by e-mail.',
    heading: 'We received your request',
    paragraphs: (company) => [
      company
        ? `We received the request of your company ${company} to become our business partner.`
        : 'We received the request of your company to become our business partner.',
      'Our team reviews it and answers by e-mail. With the link below you can always see where it stands.',
    ],
    confirm: 'Please confirm that this e-mail address is yours, so that our answer reaches you.',
    confirmFirst: (days) => `We begin once you have done so. Without it, the request ends after ${days} days.`,
    confirmAddress: 'Confirm e-mail address',
    notYou: 'If you did not submit it, you need not do anything.',
  },
  question: {
    subject: (reference) => `A question about your request: ${reference}`,
    heading: 'We have a question about your request',
    preheader: 'Please answer it, so that we can go on.',
    paragraphs: (company) => [
      company
        ? `To decide on the request of your company ${company}, we need to know something more:`
        : 'To decide on the request of your company, we need to know something more:',
    ],
    how: 'Please answer on the page of your request, which the link below opens. Until then we wait.',
    answer: 'Answer the question',
  },
  reminder: {
    subject: (reference) => `Reminder of our question: ${reference}`,
    heading: 'We are waiting for your answer',
    preheader: 'Please answer our question, so that we can go on.',
    paragraphs: (company) => [
      company
        ? `We asked you something about the request of your company ${company} and have no answer yet:`
        : 'We asked you something about the request of your company and have no answer yet:',
    ],
    how: 'Please answer on the page of your request, which the link below opens. If no answer comes, we go on by what we know.',
  },
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
    because: (reason) => `The reason: ${reason}`,
    reasons: {
      'not-a-business': 'Our site is for companies and other organizations only.',
      'details-not-verified': 'We could not verify the details of your company that we received.',
      'outside-area': 'At present we do not deliver to the country or region of your company.',
      'already-a-partner': 'Your company is our business partner already. Its administrator can add you as a user.',
    },
  },
  linkAgain: {
    heading: 'The links to your requests',
    preheader: 'Each shows where a request stands.',
    paragraphs: [
      'These are the links to the open and recent requests of this e-mail address. Each shows where its request stands. Keep them to yourself: whoever has a link can see the request and withdraw it.',
      'If you did not ask for this message, you need not do anything: it goes to this address only.',
    ],
    request: (reference, date) => `Request ${reference} of ${date}`,
    confirm: (reference) => `Confirm the e-mail address of request ${reference}`,
    whyReceived:
      'You are receiving this message because somebody asked on our site for the links to the requests of this e-mail address.',
  },
  user: {
    'user-added': {
      preheader: 'You were added as a user of your company.',
      heading: 'You can now sign in',
      paragraphs: (company) => [
        company
          ? `You were added on our site as a user of your company ${company}.`
          : 'You were added on our site as a user of your company.',
        'Sign in with the e-mail address at which you received this message.',
      ],
    },
    'user-removed': {
      preheader: 'You can no longer sign in for your company.',
      heading: 'Your access has ended',
      paragraphs: (company) => [
        company
          ? `You are no longer a user of your company ${company} on our site, and cannot sign in for it any more.`
          : 'You are no longer a user of your company on our site, and cannot sign in for it any more.',
        'If you think that this is a mistake, please ask the administrator of your company.',
      ],
    },
    'sign-in-address-changed': {
      preheader: 'Sign in with your new address from now on.',
      heading: 'Your sign-in address has changed',
      paragraphs: () => [
        'From now on, sign in to our site with the e-mail address at which you received this message.',
        'The former address is no longer valid. If you did not expect this change, please tell the administrator of your company, or us.',
      ],
    },
    'sign-in-address-left': {
      preheader: 'You no longer sign in with this address.',
      heading: 'Your sign-in address has changed',
      paragraphs: () => [
        'The e-mail address at which you received this message is no longer valid for signing in to our site: another one was entered for you.',
        'If you did not expect this change, please tell the administrator of your company, or us, at once.',
      ],
    },
  },
  signIn: {
    heading: 'Your link to sign in',
    paragraphs: (minutes) => [
      `You asked for a link to sign in. Press the button within ${minutes} minutes, in the browser in which you asked for it.`,
      'The link works once.',
    ],
    notYou: 'If you did not ask for it, you need not do anything: nobody can sign in with it but you.',
    whyReceived: 'You are receiving this message because somebody asked for a link to sign in with this address.',
  },
  closing: 'Kind regards,',
  whyReceived: 'You are receiving this message because of a request to become a business partner.',
  whyUser: 'You are receiving this message because you are, or were, a user of a business partner.',
}
