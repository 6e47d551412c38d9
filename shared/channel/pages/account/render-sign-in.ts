// How a partner's people sign in: they ask for a link, are told to look into their mail, and press its button.

import { linkTo } from '../../../domain/link-to.ts'
import { accountTexts } from '../../../languages/account-by-language.ts'
import { siteTexts } from '../../../languages/site-by-language.ts'
import { type Html, html } from '../../../platform/html.ts'
import { linkMinutes } from '../../account/sign-in-token.ts'
import { errorSummary, problemBox } from '../error-summary.ts'
import { type SitePage, siteLayout } from '../site-layout.ts'
import { doneBox, shownIn, toldBox } from './account-page.ts'

/** Why the form is shown although nobody just came to it. */
export type SignInNotice = 'wait' | 'ended' | 'signedOut'

export type SignInPage = SitePage & {
  readonly email?: string
  /** The address is none. */
  readonly isWrong?: boolean
  readonly notice?: SignInNotice | undefined
}

const inMinutes = (text: string): string => text.replace('{minutes}', String(linkMinutes))

const noticeBoxes: Readonly<Record<SignInNotice, (text: string) => Html>> = {
  wait: problemBox,
  ended: toldBox,
  signedOut: doneBox,
}

/** Asks for the address. Nothing on it depends on whether one is known. */
export const renderSignIn = (page: SignInPage): Html => {
  const { signIn } = accountTexts[page.language]
  const { fields, errors, terms } = siteTexts[page.language]
  const { colon } = terms.punctuation
  const { notice, email = '', isWrong = false } = page
  const label = fields['requestor.email'].label
  const wrong = errors.formats.email ?? errors.codes.format
  return siteLayout({
    ...page,
    title: isWrong || notice === 'wait' ? `${errors.titlePrefix}${colon}${signIn.title}` : signIn.title,
    switchable: true,
    main: html`<div class="sheet narrow">
${notice !== undefined && noticeBoxes[notice](signIn[notice])}
${isWrong && errorSummary(page.language, [{ text: html`${label}${colon}${wrong}`, control: 'email' }])}
<h1>${signIn.title}</h1>
<p class="intro">${signIn.text}</p>
<form method="post" action="${linkTo('AccountSignInPage', {}, shownIn(page))}" novalidate>
<div class="field${isWrong && ' has-error'}">
<label for="email">${label}</label>
${isWrong && html`<p class="error" id="email-error">${wrong}</p>`}
<input id="email" name="email" type="email" inputmode="email" autocomplete="email" required value="${email}"${isWrong && html` aria-invalid="true" aria-describedby="email-error"`}>
</div>
<p class="choices"><button class="button" type="submit">${signIn.send}</button></p>
</form>
</div>`,
  })
}

/** The same for every address. */
export const renderLinkSent = (page: SitePage): Html => {
  const { sent } = accountTexts[page.language]
  return siteLayout({
    ...page,
    title: sent.title,
    main: html`<div class="sheet narrow">
<h1>${sent.title}</h1>
<p class="intro">${sent.text}</p>
<ul class="plain-steps">${sent.ways.map((way) => html`<li>${inMinutes(way)}</li>`)}</ul>
<p><a href="${linkTo('AccountSignInPage', {}, shownIn(page))}">${sent.again}</a></p>
</div>`,
  })
}

/** A button, since programs that check mail follow every link in it. */
export const renderLink = (page: SitePage & { readonly action: string }): Html => {
  const { link } = accountTexts[page.language]
  return siteLayout({
    ...page,
    title: link.title,
    isSecret: true,
    main: html`<div class="sheet narrow">
<h1>${link.title}</h1>
<p class="intro">${link.text}</p>
<form method="post" action="${page.action}"><p class="choices"><button class="button" type="submit">${link.press}</button></p></form>
</div>`,
  })
}

/** Which of the reasons it is must not be told apart. */
export const renderLinkRefused = (page: SitePage): Html => {
  const { link } = accountTexts[page.language]
  const { refused } = link
  return siteLayout({
    ...page,
    title: refused.title,
    isSecret: true,
    main: html`<div class="sheet narrow">
<h1>${refused.title}</h1>
<p class="intro">${refused.text}</p>
<ul class="plain-steps">${refused.ways.map((way) => html`<li>${inMinutes(way)}</li>`)}</ul>
<p><a class="button" href="${linkTo('AccountSignInPage', {}, shownIn(page))}">${link.again}</a></p>
</div>`,
  })
}
