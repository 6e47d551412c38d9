// What staff read of flags, in English.

import { createFlagName, type FlagWords } from '../flag-words.ts'

export const flagWords: FlagWords = {
  'qualified-without-opportunity': {
    name: 'Qualified without opportunity',
    sentence:
      'The lead is qualified and has no opportunity, so it can be neither won nor lost. It was qualified without one, or its opportunity was deleted or moved away.',
    whatToDo: 'Add an opportunity in Sales that names this lead as its originating lead, and close it as won or lost.',
  },
  'withdrawn-in-sales': {
    name: 'Withdrawn, open in Sales',
    sentence: 'The applicant withdrew the request, and somebody works on it in Sales still.',
    whatToDo: 'Close the lead or its opportunity in Sales; its note says why. Nothing is mailed.',
  },
  'won-after-withdrawal': {
    name: 'Won after withdrawal',
    sentence: 'Sales won a request that its applicant had withdrawn; it stays withdrawn.',
    whatToDo:
      'Ask the company. If it wants to become a partner after all, it sends a new request; else reopen the opportunity in Sales and close it as lost.',
  },
  'mail-not-delivered': {
    name: 'Mail not delivered',
    sentence: 'An e-mail to the requestor did not arrive, or was reported as spam; the table of e-mails says why.',
    whatToDo:
      'Reach the requestor by phone, and correct the address where it is wrong: of an open prospect on the lead, of a customer here. Then have the e-mail sent again on this page, or say there that nothing is left to do.',
  },
  'question-open': {
    name: 'Waiting for the applicant',
    sentence: 'The applicant was asked something and has not answered yet; the clock of the stage stands still.',
    whatToDo:
      'Nothing: the answer raises another flag. Take the question back on this page where it is not needed any more.',
  },
  'question-answered': {
    name: 'Question answered',
    sentence: 'The applicant answered; the card of the question shows the answer, and what was corrected.',
    whatToDo: 'Read the answer, then decide or ask again. Dismiss the flag once somebody has read it.',
  },
  'question-unanswered': {
    name: 'Question not answered',
    sentence:
      'The applicant did not answer in time, and was reminded; the question is closed, and the clock of the stage goes on.',
    whatToDo:
      'Reach the applicant by phone, ask again, or decide by what is known. Dismiss the flag once somebody has seen to it.',
  },
  'decided-here': {
    name: 'Decided here, open in Sales',
    sentence: 'Headquarters decided this prospect, and somebody works on it in Sales still.',
    whatToDo: 'Close the lead or its opportunity in Sales; its note says what was decided. It changes nothing here.',
  },
  'decided-otherwise': {
    name: 'Decided otherwise in Sales',
    sentence:
      'Headquarters decided this prospect first, and Sales decided otherwise since; what was decided here stays.',
    whatToDo:
      'Ask the salesperson what was meant. A rejection can be opened again on this page; an approved partner can be suspended or ended. Then dismiss the flag.',
  },
  'rejected-in-sales': {
    name: 'Rejected in Sales',
    sentence: 'Somebody opened this prospect again here. In Sales it is rejected still, which decides it no more.',
    whatToDo: 'Decide it on this page, or have the lead reactivated or the opportunity reopened in Sales.',
  },
  'lead-missing': {
    name: 'Lead missing',
    sentence: 'The lead cannot be found in Sales; the prospect stays as it is.',
    whatToDo:
      'See in Sales whether the lead was deleted. When the app can read it again, everything goes on by itself. Where it was lost, Write the lead again on this page; or decide here, under Convert.',
  },
  'lead-merged': {
    name: 'Lead merged',
    sentence:
      'The lead was merged into another one in Sales. That decides nothing: the prospect stays as it is, and no mail leaves.',
    whatToDo:
      'Work on the other lead in Sales; what is decided there does not decide this prospect. To decide this one too, reactivate the merged lead and disqualify it, or qualify it and close its opportunity.',
  },
  'unreadable-in-sales': {
    name: 'Not readable in Sales',
    sentence:
      'The app may not read something of this lead in Sales: its opportunities, its account or contact, or a secured column. What it cannot read it does not guess.',
    whatToDo:
      'Run npm run sales:verify, which names what is missing, and let the app read it. Everything then goes on by itself.',
  },
  'changed-after-approval': {
    name: 'Changed after approval',
    sentence: 'Sales was changed after the approval; an approval is never revoked automatically.',
    whatToDo:
      'Ask the salesperson what was meant. A mistake is put right in Sales; the flag goes when the opportunity is won again.',
  },
  'contradiction-in-sales': {
    name: 'Contradiction in Sales',
    sentence: 'The lead is disqualified although an opportunity of it was won.',
    whatToDo:
      'Ask the salesperson which of the two was meant. Then reactivate the lead and qualify it, or reopen the opportunity and close it as lost.',
  },
  'unknown-state-in-sales': {
    name: 'Unknown state in Sales',
    sentence: 'Sales reports a state that is not known here.',
    whatToDo: 'Look at the lead and its opportunities in Sales, and bring them into one of the standard states.',
  },
  'duplicate-sign-in': {
    name: 'Duplicate sign-in',
    sentence:
      'Another person already signs in with this e-mail address; approval waits until one of them has another address.',
    whatToDo:
      'Give one of the two another e-mail address: at the contact in Sales, or at the customer here. The approval then goes on by itself.',
  },
  'no-email': {
    name: 'No e-mail address',
    sentence: 'The contact in Sales has no e-mail address to sign in with.',
    whatToDo: 'Enter an e-mail address at the contact in Sales. The approval then goes on by itself.',
  },
  'account-missing': {
    name: 'Account missing',
    sentence: 'The account of the organization was deleted in Sales; the customer stays as it is.',
    whatToDo: 'Have the account restored in Sales if it was deleted by mistake; the flag goes when it is there again.',
  },
  'contact-missing': {
    name: 'Contact missing',
    sentence: 'The contact of the person was deleted in Sales; the customer stays as it is.',
    whatToDo: 'Have the contact restored in Sales if it was deleted by mistake; the flag goes when it is there again.',
  },
  'account-too-narrow': {
    name: 'No room in the account',
    sentence: 'Sales has no room for something that was changed in the organization; see the customer.',
    whatToDo:
      'Shorten it at the customer, or have the column of accounts in Sales made longer and change it once more.',
  },
  'contact-too-narrow': {
    name: 'No room in the contact',
    sentence: 'Sales has no room for something that was changed in the person; see the customer.',
    whatToDo:
      'Shorten it at the customer, or have the column of contacts in Sales made longer and change it once more.',
  },
  'lead-secured': {
    name: 'Secured in the lead',
    sentence:
      'The lead was written without some of the request, because the app may not fill secured columns of leads.',
    whatToDo:
      'Let the app create these columns in its field security profile. What is missing stands in the note on the lead and here; type it into the lead by hand.',
  },
  'account-secured': {
    name: 'Secured in the account',
    sentence:
      'The app may not write something of the organization to its account in Sales, because the column is secured; see the customer.',
    whatToDo:
      'Let the app update the column in its field security profile, or change it in Sales by hand; then change it here once more.',
  },
  'account-merged': {
    name: 'Account merged',
    sentence:
      'The account of the organization was merged into one that is another customer here; this customer stays as it is and no longer follows Sales.',
    whatToDo: 'Use the other customer from now on. If the two were merged by mistake, make a new account in Sales.',
  },
  'account-inactive': {
    name: 'Account inactive',
    sentence: 'The account of the organization was deactivated in Sales; the customer stays as it is.',
    whatToDo: 'Have the account activated in Sales if that was a mistake; the flag goes when it is active again.',
  },
  'contact-secured': {
    name: 'Secured in the contact',
    sentence:
      'The app may not write something of the person to its contact in Sales, because the column is secured; see the customer.',
    whatToDo:
      'Let the app update the column in its field security profile, or change it in Sales by hand; then change it here once more.',
  },
  'contact-merged': {
    name: 'Contact merged',
    sentence:
      'The contact of the person was merged into one that is another customer here; this customer stays as it is and no longer follows Sales.',
    whatToDo: 'Use the other customer from now on. If the two were merged by mistake, make a new contact in Sales.',
  },
  'contact-inactive': {
    name: 'Contact inactive',
    sentence: 'The contact of the person was deactivated in Sales; the customer stays as it is.',
    whatToDo: 'Have the contact activated in Sales if that was a mistake; the flag goes when it is active again.',
  },
  'credit-proposed': {
    name: 'Credit proposed',
    sentence:
      'A credit limit of the organization is so high that a second person has to decide; until then it does not apply.',
    whatToDo: 'Open the customer: somebody else than who proposed it confirms or withdraws it.',
  },
  'sign-in-kept': {
    name: 'Sign-in kept',
    sentence:
      'The contact in Sales has no e-mail address, or another person’s; the customer goes on signing in with its own.',
    whatToDo: 'Enter an address that nobody else signs in with: at the contact in Sales, or at the customer here.',
  },
}

export const flagName = createFlagName(flagWords)
