// The site's words in English.

import type { SiteTexts } from '../site-texts.ts'
import { addressWords } from './address-words.ts'
import { terms } from './terms.ts'

export const site: SiteTexts = {
  terms,
  skipToContent: 'Skip to content',
  languages: 'Language',
  footer: 'For companies that buy for their business.',
  backHome: 'Back to the home page',
  links: { terms: 'Terms', privacy: 'Privacy', contact: 'Contact' },
  newTab: 'opens in a new tab',
  backToSite: 'Back to {site}',
  home: {
    title: 'Buy from us as a business partner',
    intro: 'Order for your company, give your colleagues their own access and see all your orders in one place.',
    steps: [
      { title: 'Tell us about your company', text: 'Fill in one short form. It takes about five minutes.' },
      {
        title: 'We review your request',
        text: 'Our team reads every request and contacts you if anything is unclear.',
      },
      { title: 'You hear from us by e-mail', text: 'Once approved, you can sign in, order and add your colleagues.' },
    ],
  },
  form: {
    intro: 'Tell us who you are. We review your request and answer by e-mail.',
    requiredNote: 'Fields marked with * are required.',
    company: 'Company',
    address: 'Address',
    person: 'Your details',
    choose: 'Choose one',
    showAddress: 'Show the address fields of this country',
    terms:
      'By submitting, you confirm that you may act for this company and agree that we keep and use these details to review your request and to answer you.',
    acceptTerms: 'I have read and accept the terms of this site.',
    readTerms: 'Read the terms',
    submit: 'Submit request',
    leaveEmpty: 'Leave this field empty',
    notices: {
      outdated:
        'This form was open for a long time or was submitted before. Everything you typed is still here: please check it and submit it again.',
      tooSoon: 'That was very fast. Everything you typed is still here: please submit it again.',
      wait: 'There were too many attempts. Everything you typed is still here: please wait a while and submit it again.',
      foreign:
        'We could not tell that this form came from our site, so we did not accept it. Everything you typed is still here: please check it and submit it again.',
      tooLarge:
        'This is more text than we can accept. Everything you typed is still here: please shorten it and submit it again.',
      unavailable:
        'We cannot accept your request at the moment. Everything you typed is still here: please submit it again in a few minutes.',
    },
  },
  fields: {
    'company.name': { label: 'Company name' },
    'company.website': { label: 'Website', hint: 'For example www.company.example' },
    'company.registrationNumber': { label: 'Registration number', hint: 'The number in your trade register' },
    'company.taxId': { label: 'Tax or VAT number' },
    'company.phone': { label: 'Company phone' },
    'company.address.line1': { label: 'Street and number' },
    'company.address.line2': { label: 'Address line 2', hint: 'Building, floor or department' },
    'company.address.city': { label: 'City' },
    'company.address.stateOrProvince': { label: 'State or province' },
    'company.address.postalCode': { label: 'Postal code' },
    'company.address.country': { label: 'Country or region' },
    'requestor.firstName': { label: 'First name' },
    'requestor.lastName': { label: 'Last name' },
    'requestor.email': { label: 'E-mail address', hint: 'We reply to this address, and you will sign in with it.' },
    'requestor.phone': { label: 'Your phone' },
    'requestor.jobTitle': { label: 'Job title' },
    comments: { label: 'Comments', hint: 'What would you like to buy from us? At most {max} characters.' },
    language: { label: 'Language of our e-mails' },
  },
  addressWords,
  errors: {
    summary: 'Please check these fields',
    titlePrefix: 'Error',
    codes: {
      required: 'Fill in this field.',
      type: 'Enter plain text.',
      'too-long': 'This text is too long.',
      malformed: 'This text has characters that cannot be read.',
      'control-characters': 'This text has characters that cannot be shown.',
      format: 'This is not in the right format.',
      'unknown-member': 'This field is not known here.',
      'unknown-value': 'Choose one of the values in the list.',
      'too-many': 'There are too many fields.',
    },
    acceptTerms: 'Accept the terms to submit your request.',
    termsChanged: 'The terms have changed. Please read and accept them again.',
    tooLong: 'This text is too long: at most {max} characters.',
    place: 'The first one is character {place}.',
    formats: {
      email: 'Enter an e-mail address such as name@company.example.',
      phone: 'Enter a phone number such as +49 30 1234567, with an extension if it has one (ext. 12).',
      website: 'Enter a web address such as www.company.example.',
      name: 'Enter a name without a web address or angle brackets.',
    },
  },
  confirmation: {
    title: `${terms.yourRequest} was submitted`,
    text: 'We received your request. It has not been decided yet: our team reviews it first.',
    keepLink: 'Keep this link. It always shows where your request stands.',
    viewStatus: 'See the status of your request',
    reference: 'Reference',
    next: [
      'Our team reviews your request.',
      'If anything is unclear, we contact you by e-mail or phone.',
      'You get our decision by e-mail.',
    ],
  },
  status: {
    steps: {
      title: 'What happens with your request',
      received: 'Request received',
      confirmed: 'E-mail address confirmed',
      review: 'Review',
      decision: 'Decision',
    },
    texts: {
      Submitted: 'We received your request and will review it soon.',
      InReview: 'Our team is reviewing your request. You get our decision by e-mail.',
      Approved:
        'Welcome as a business partner. Our e-mail tells you when you can sign in with the e-mail address of your request.',
      Declined: `We cannot ${terms.approve} your request. You are welcome to submit a new one later.`,
    },
  },
  question: {
    state: 'Waiting for your answer',
    title: 'We have a question',
    text: 'We go on with your request once you have answered.',
    correct: 'Please check these details',
    correctText: 'Correct what is not right. Whatever you leave as it is stays so.',
    answer: 'Your answer',
    send: 'Send answer',
    thanks: 'Thank you. We received your answer and go on with your request.',
    late: 'Your request is decided already, so we did not take your answer.',
    closed: 'We do not need an answer to this question any more, so we did not take yours.',
  },
  withdrawal: {
    state: 'Withdrawn',
    stateText: 'You withdrew this request. We do nothing more about it. You are welcome to submit a new one.',
    title: 'Withdraw your request?',
    text: 'We then stop the review. This cannot be undone, but you can submit a new request at any time.',
    withdraw: 'Withdraw request',
    keep: 'Back to the status',
  },
  uncertainLink: {
    title: 'This link does not work',
    text: 'It may be incomplete, or may have expired: a link works until some time after the decision.',
    ways: [
      'Copy the whole link from the page or e-mail where you found it, to its last character.',
      'Look at our latest e-mail: it has a link of its own, and tells you the decision once there is one.',
      'If nothing helps, contact us and quote your reference.',
    ],
  },
  statusLink: {
    title: 'Send my link again',
    already: 'Have you already submitted a request?',
    text: 'Enter the e-mail address of your request. We send the links to its open and recent requests to that address.',
    send: 'Send link',
    sent: {
      title: 'Check your e-mail',
      text: 'If there are open or recent requests with this address, an e-mail with their links arrives within a few minutes. If none arrives, look in your spam folder and check how the address is spelled. We send at most three such e-mails a day.',
    },
  },
  confirmAddress: {
    title: 'Confirm your e-mail address',
    text: 'Press the button to confirm that our e-mails reach you at the address of your request.',
    confirm: 'Confirm address',
    done: { title: 'Your e-mail address is confirmed', text: 'Thank you. We will send our answer to this address.' },
  },
  notFound: { title: 'Page not found', text: 'There is nothing at this address. Check that the link is complete.' },
  crossSite: {
    title: 'Nothing was submitted',
    text: 'This form seems to have come from another site, so we did not accept it. Open the form here and submit it again.',
  },
  refusedForm: {
    unreadable:
      'What was sent could not be read, so we did not accept it. Go back, check what you typed and submit it again.',
    tooLarge: 'This is more text than we can accept. Go back, shorten it and submit it again.',
    kept: 'Everything you typed is still here.',
    again: 'Submit again',
    open: 'Open the form',
  },
  failure: { title: 'Something went wrong', text: 'The mistake is ours. Please try again in a few minutes.' },
  tooManyRequests: { title: 'Too many attempts', text: 'Please wait a minute and try again.' },
}
