// What everybody sees of the shop: its products, and the ways to become a business partner.

import { html } from '../../../shared/platform/html.ts'
import { page } from './http.ts'
import { layout } from './layout.ts'
import { filled } from './texts.ts'
import type { Handler, Visit } from './visit.ts'

const products = [
  { name: 'Touring 1000', price: 1912 },
  { name: 'Mountain 500', price: 432 },
  { name: 'Road 250', price: 1955 },
]

/** Sign-up by link: the app's ready form, in the language of the shop's page, and the way back to the shop. */
const signUpLink = ({ shop: { app, origin }, language }: Visit): string =>
  `${app.url}/sign-up?${new URLSearchParams({ channel: app.channel, language, return: `${origin}/welcome` })}`

const becomePartner = (visit: Visit) => {
  const { partner, partnerText, byLink, byForm } = visit.texts.home
  return html`<section class="card"><h2>${partner}</h2><p>${partnerText}</p>
<p class="buttons"><a class="button" href="${signUpLink(visit)}">${byLink}</a> <a href="/become-a-partner">${byForm}</a></p></section>`
}

export const homePage: Handler = (visit) => {
  const { texts, signedIn, language } = visit
  const euros = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' })
  const priceOf = (price: number): string =>
    signedIn ? filled(texts.home.price, { price: euros.format(price) }) : texts.home.noPrice
  return page(
    layout(
      visit,
      texts.home.title,
      html`<ul class="products">${products.map(
        ({ name, price }) => html`<li class="card"><h2>${name}</h2><p>${priceOf(price)}</p></li>`,
      )}</ul>
${!signedIn && becomePartner(visit)}`,
    ),
  )
}

/** Where the ready form leads back to. */
export const welcomePage: Handler = (visit) =>
  page(layout(visit, visit.texts.welcome.title, html`<p>${visit.texts.welcome.text}</p>`))
