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
    chooseCountry: 'Choose a country or region',
    showAddress: 'Show the address fields of this country',
    terms:
      'By submitting, you confirm that you may act for this company and agree that we keep and use these details to review your request and to answer you.',
    submit: 'Submit request',
    leaveEmpty: 'Leave this field empty',
    notices: {
      outdated:
        'This form was open for a long time or was submitted before. Everything you typed is still here: please check it and submit it again.',
      tooSoon: 'That was very fast. Everything you typed is still here: please submit it again.',
      wait: 'There were too many attempts. Everything you typed is still here: please wait a while and submit it again.',
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
    titlePrefix: 'Error:',
    codes: {
      required: 'Fill in this field.',
      type: 'Enter plain text.',
      'too-long': 'This text is too long.',
      malformed: 'This text has characters that cannot be read.',
      'control-characters': 'This text has characters that cannot be shown.',
      format: 'This does not have the right form.',
      'unknown-member': 'This field is not known here.',
      'unknown-value': 'Choose one of the values in the list.',
      'too-many': 'There are too many fields.',
    },
    tooLong: 'This text is too long: at most {max} characters.',
    place: 'It is character {place}.',
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
    submittedAt: 'Submitted',
    decidedAt: 'Decided',
    texts: {
      Submitted: 'We received your request and will review it soon.',
      InReview: 'Our team is reviewing your request. You get our decision by e-mail.',
      Approved:
        'Welcome as a business partner. Our e-mail tells you when you can sign in with the e-mail address of your request.',
      Declined: `We cannot ${terms.approve} your request. You are welcome to send a new one later.`,
    },
  },
  notFound: { title: 'Page not found', text: 'There is nothing at this address. Check that the link is complete.' },
  crossSite: {
    title: 'Nothing was submitted',
    text: 'This form seems to have come from another site, so we did not take it. Open the form here and submit it again.',
  },
  failure: { title: 'Something went wrong', text: 'The mistake is ours. Please try again in a few minutes.' },
  tooManyRequests: { title: 'Too many attempts', text: 'Please wait a minute and try again.' },
}
