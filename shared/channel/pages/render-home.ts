// The B2B site's home: the way in for companies that are no business partner yet.

import { siteTexts } from '../../languages/site-by-language.ts'
import { onPage } from '../../languages/terms.ts'
import { type Html, html } from '../../platform/html.ts'
import { type SitePage, siteLayout } from './site-layout.ts'

/**
 * The home page with the link to the sign-up form and what happens afterwards.
 * @param page.signUpUrl where the form stands; it should carry the language on, as `linkAgainUrl` for those who sent one
 */
export const renderHome = (page: SitePage & { readonly signUpUrl: string; readonly linkAgainUrl: string }): Html => {
  const { home, statusLink, terms } = siteTexts[page.language]
  return siteLayout({
    ...page,
    title: terms.becomePartner,
    switchable: true,
    main: html`<div class="hero">
<h1>${home.title}</h1>
<p class="intro">${home.intro}</p>
<p class="choices"><a class="button" href="${page.signUpUrl}">${terms.becomePartner}</a>
${page.channel?.signInUrl !== undefined && html`<a class="hero-way" href="${page.channel.signInUrl}">${onPage(terms.signIn)}</a>`}</p>
</div>
<section class="steps" aria-labelledby="steps-title">
<h2 id="steps-title">${terms.whatHappensNext}</h2>
<ol>
${home.steps.map((step) => html`<li><h3>${step.title}</h3><p>${step.text}</p></li>`)}
</ol>
</section>
<p class="note">${statusLink.already} <a href="${page.linkAgainUrl}">${statusLink.title}</a></p>`,
  })
}
