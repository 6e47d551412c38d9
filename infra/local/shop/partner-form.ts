// The shop's own form for companies that want to become partners: its server hands the request on, proves itself with the
// site key, and names the applicant's network, by which the limits of the app then count.

import { type Html, html } from '../../../shared/platform/html.ts'
import { page } from './http.ts'
import { field, hidden, layout, notice } from './layout.ts'
import type { Answer, Problem } from './partner-api.ts'
import { filled, textOf } from './texts.ts'
import { errorOf } from './user-form.ts'
import type { Handler, Visit } from './visit.ts'

type Path = keyof Visit['texts']['partner']['fields']
type Own = { readonly required?: boolean; readonly autocomplete?: string; readonly type?: string }

/** Named as the members of the request, so that each of its errors finds its field. */
const companyFields: readonly (readonly [Path, Own])[] = [
  ['company.name', { required: true, autocomplete: 'organization' }],
  ['company.registrationNumber', {}],
  ['company.taxId', {}],
  ['company.address.line1', { required: true, autocomplete: 'address-line1' }],
  ['company.address.postalCode', { autocomplete: 'postal-code' }],
  ['company.address.city', { required: true, autocomplete: 'address-level2' }],
]
const personFields: readonly (readonly [Path, Own])[] = [
  ['requestor.firstName', { autocomplete: 'given-name' }],
  ['requestor.lastName', { required: true, autocomplete: 'family-name' }],
  ['requestor.email', { required: true, autocomplete: 'email', type: 'email' }],
]
const countries = ['BE', 'DE', 'EE', 'FI', 'FR', 'GB', 'NL', 'TR', 'US']

type Shown = { readonly told?: Html | undefined; readonly errors?: Problem['errors']; readonly status?: number }

const formPage = (visit: Visit, { told, errors, status }: Shown = {}) => {
  const { texts, form, language, shop } = visit
  const { partner } = texts
  const regions = new Intl.DisplayNames(language, { type: 'region' })
  const shown = ([name, own]: readonly [Path, Own]): Html =>
    field({
      ...own,
      name,
      value: form.get(name) ?? '',
      error: errorOf(texts, errors, name),
      label: own.required ? partner.fields[name] : `${partner.fields[name]} (${partner.optional})`,
    })
  const choice = (name: Path, choices: readonly (readonly [string, string])[]): Html =>
    field({
      name,
      choices: [['', ''], ...choices],
      required: true,
      label: partner.fields[name],
      value: form.get(name) ?? '',
      error: errorOf(texts, errors, name),
    })
  const terms = errorOf(texts, errors, 'acceptedTerms')
  return page(
    layout(
      visit,
      partner.title,
      html`${told}<p>${partner.text}</p>
<form class="card" method="post" action="/become-a-partner">${hidden('key', form.get('key') ?? crypto.randomUUID())}
<h2>${partner.company}</h2>${companyFields.map(shown)}
${choice(
  'company.address.country',
  countries.map((code) => [code, regions.of(code) ?? code] as const),
)}
${choice(
  'attributes.trade',
  shop.app.trades.map((name) => [name, textOf(partner.trades, name, name)] as const),
)}
<h2>${partner.person}</h2>${personFields.map(shown)}${shown(['comments', {}])}
<div class="field check"><input type="checkbox" id="terms" name="acceptedTerms" value="${shop.app.termsVersion}" required${form.has('acceptedTerms') && html` checked`}>
<label for="terms">${partner.fields.acceptedTerms}</label> <a href="${shop.app.termsUrl}">${partner.terms}</a>
${terms !== undefined && html`<p class="error">${terms}</p>`}</div>
<button>${partner.press}</button></form>`,
    ),
    status ?? 200,
  )
}

export const partnerFormPage: Handler = (visit) => formPage(visit)

type Body = { readonly [name: string]: string | Body }

/** `company.address.city` becomes a member of a member; what was left empty is left out. */
const nested = (fields: readonly (readonly [string, string])[]): Body => {
  const filledIn = fields.filter(([, value]) => value.trim() !== '')
  const names = new Set(filledIn.map(([path]) => path.split('.')[0] ?? ''))
  const inside = (name: string) =>
    filledIn.flatMap(([path, value]) =>
      path.startsWith(`${name}.`) ? [[path.slice(name.length + 1), value] as const] : [],
    )
  return Object.fromEntries(
    [...names].map((name) => [name, filledIn.find(([path]) => path === name)?.[1] ?? nested(inside(name))]),
  )
}

const refusedPage = (visit: Visit, { status, problem, retryAfter = 60 }: Answer<unknown> & { ok: false }) => {
  const { errors, partner, account } = visit.texts
  if (problem.errors) return formPage(visit, { told: notice(errors.summary, 'alert'), errors: problem.errors, status })
  const text = status === 429 ? filled(partner.wait, { seconds: retryAfter }) : account.failed
  // The key stays that of the form, so whatever became of this one, the next is no second request.
  return formPage(visit, { told: notice(text, 'alert'), status: status === 0 ? 503 : status })
}

const known: readonly string[] = ['company.address.country', 'attributes.trade', 'comments', 'acceptedTerms']
const isField = (name: string): boolean =>
  known.includes(name) || [...companyFields, ...personFields].some(([path]) => path === name)

/** Hands the form on, in the language of the page. */
export const sendPartnerForm: Handler = async (visit) => {
  const { shop, form, network, language, texts } = visit
  const body = { ...nested([...form].filter(([name]) => isField(name))), language }
  const headers = { 'idempotency-key': form.get('key') ?? crypto.randomUUID(), 'x-applicant-network': network }
  const call = { headers, body }
  const sent = await shop.callSite<{ reference: string; statusUrl: string }>('POST', '/api/onboarding-requests', call)
  if (!sent.ok) return refusedPage(visit, sent)
  const { doneTitle, done, status } = texts.partner
  const main = html`<p>${filled(done, { reference: sent.value.reference })}</p><p><a href="${sent.value.statusUrl}">${status}</a></p>`
  return page(layout(visit, doneTitle, main))
}
