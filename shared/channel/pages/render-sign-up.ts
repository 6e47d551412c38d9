// The form with which a company asks to become a business partner, generated from the table of fields.

import type { IntakeError } from '../../domain/accept-onboarding-request.ts'
import type { ChannelField } from '../../domain/channels.ts'
import { fieldsIn, type TextsAt } from '../../domain/field.ts'
import { acceptedTermsPath, attributePath, type FormPath, onboardingFields } from '../../domain/onboarding-fields.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import type { SiteTexts } from '../../languages/site-texts.ts'
import { type Html, html } from '../../platform/html.ts'
import { showName, shownLanguageName } from '../sign-up-form.ts'
import { type AddressField, addressFields } from './address-fields.ts'
import { errorSummary, inOrder, type Mistake, problemBox } from './error-summary.ts'
import { calledOn, errorText } from './field-words.ts'
import { controlId, type FormFieldModel, formField } from './form-field.ts'
import { spoken } from './said.ts'
import { queryIn, type SitePage, siteLayout } from './site-layout.ts'

/** Why a form is shown again although nothing in it is wrong. */
export type FormNotice = keyof SiteTexts['form']['notices']

export type SignUpPage = SitePage & {
  /** Where the form is posted, as application/x-www-form-urlencoded; names are the fields' paths. */
  readonly action: string
  /** What was typed before, by field path; the site's own fields as `attributes.<name>`. */
  readonly values: TextsAt<FormPath>
  readonly errors: readonly IntakeError[]
  readonly notice?: FormNotice | undefined
  /** The site's own fields. */
  readonly fields: readonly ChannelField[]
  /** The country the applicant is likely in. */
  readonly likelyCountry?: string | undefined
  /** Signed stamp of when the form was made; comes back in the field `renderedAt`. */
  readonly renderedAt?: string | undefined
  /** Name of the field that people do not see and programs fill in. */
  readonly honeypotName: string
}

/**
 * @param controls of the form, in its order
 * @param address fields as they are drawn: the country says what they are called
 */
const mistakesOf = (page: SignUpPage, controls: readonly FormPath[], address: readonly AddressField[]): Mistake[] =>
  inOrder(page.errors, controls).map((error) => {
    const own = page.fields.find(({ name }) => attributePath(name) === error.path)
    const { colon } = siteTexts[page.language].terms.punctuation
    const label = address.find(({ path }) => path === error.path)?.label
    const text = html`${label ?? spoken(calledOn(page, error.path, own))}${colon}${errorText(error, page.language)}`
    const control = controls.find((path) => path === error.path)
    return { text, control: control && controlId(control) }
  })

/** The id by which the choice of language, which stands above the form, belongs to it. */
const formId = 'sign-up'

/** A field of the site's own as one of the form: its words, or else its name, say what it is. */
const ownField = ({ name, type = 'text', required = false, ...words }: ChannelField): FormFieldModel['field'] => ({
  path: attributePath(name),
  kind: type === 'multiline' ? 'multiline' : 'text',
  required,
  own: words,
  ...(type === 'multiline' ? { width: 'wide' } : {}),
})

/** Asks to accept the terms of the channel, where it has some. Their address opens beside the form, which stays as it is. */
const termsBox = (page: SignUpPage, typed: string): Html | undefined => {
  const { channel, language } = page
  if (channel?.terms === undefined) return undefined
  const { url, version } = channel.terms
  const { form, newTab, terms } = siteTexts[language]
  const [open, close] = terms.punctuation.brackets
  const id = controlId(acceptedTermsPath)
  const error = page.errors.find(({ path }) => path === acceptedTermsPath)
  return html`<div class="field accept${error && ' has-error'}">
${error && html`<p class="error" id="${id}-error">${errorText(error, language)}</p>`}
<p><input type="checkbox" id="${id}" name="${acceptedTermsPath}" value="${version}" required${typed === version && html` checked`}${error && html` aria-invalid="true" aria-describedby="${id}-error"`}>
<label for="${id}">${form.acceptTerms}&nbsp;<span class="required" aria-hidden="true">*</span></label></p>
<p class="hint"><a href="${url}" target="_blank" rel="noopener">${form.readTerms}<span class="new-tab">${open}${newTab}${close}</span></a></p>
</div>`
}

/**
 * The sign-up form. The browser's own checks are switched off (`novalidate`) because they would speak the browser's
 * language and hide the summary; the same rules are checked when the form arrives.
 */
export const renderSignUp = (page: SignUpPage): Html => {
  const { form, errors: errorTexts, terms } = siteTexts[page.language]
  const own = page.fields.map(ownField)
  const fields = onboardingFields.filter(({ kind }) => kind !== 'channel')
  const typed = (path: FormPath): string => (Object.hasOwn(page.values, path) ? (page.values[path] ?? '') : '')
  const chosen = typed('company.address.country') || undefined
  const address = addressFields(chosen, page.likelyCountry, (path) => typed(path) !== '', page.language)
  const initial: Partial<Record<FormPath, string | undefined>> = {
    language: page.language,
    'company.address.country': page.likelyCountry,
  }
  const draw = (field: FormFieldModel['field']): Html =>
    formField({
      ...page,
      field,
      value: typed(field.path) || (initial[field.path] ?? ''),
      errors: page.errors.filter((error) => error.path === field.path),
    })
  const company = fieldsIn(fields, 'company')
  const others = fieldsIn(fields, '')
  const person = fieldsIn(fields, 'requestor')
  // Where family names come first they are asked for first.
  const [first, last, ...rest] = person
  const ordered = page.language === 'zh-Hans' && first && last ? [last, first, ...rest] : person
  const drawn = [...company, ...address, ...ordered, ...own, ...others].map(({ path }) => path)
  const failed = page.errors.length > 0
  const problem = page.notice && form.notices[page.notice]
  return siteLayout({
    ...page,
    title:
      failed || page.notice !== undefined
        ? `${errorTexts.titlePrefix}${terms.punctuation.colon}${terms.becomePartner}`
        : terms.becomePartner,
    // The Enter key presses the first button that belongs to a form, which would be the first language.
    first: html`<button class="off-screen" type="submit" form="${formId}" tabindex="-1" aria-hidden="true">${form.submit}</button>`,
    switchable: (tag, name, isCurrent) =>
      html`<button type="submit" form="${formId}" formaction="${queryIn(tag, page)}" name="${showName}" value="language" lang="${tag}"${isCurrent && html` aria-current="true"`}>${name}</button>`,
    main: html`<div class="sheet">
${
  failed
    ? errorSummary(page.language, mistakesOf(page, [...drawn, acceptedTermsPath], address), problem)
    : problem !== undefined && problemBox(problem)
}
<h1>${terms.becomePartner}</h1>
<p class="intro">${form.intro}</p>
<p class="note">${form.requiredNote}</p>
<form method="post" action="${page.action}" id="${formId}" accept-charset="utf-8" novalidate>
<fieldset>
<legend><h2>${form.company}</h2></legend>
<div class="grid">${company.map(draw)}</div>
<div role="group" aria-labelledby="address-title">
<h3 id="address-title">${form.address}</h3>
<div class="grid">${address.slice(0, 1).map(draw)}
<p class="field change-country"><button class="side-button" type="submit" name="${showName}" value="address">${form.showAddress}</button></p>
${address.slice(1).map(draw)}</div>
</div>
</fieldset>
<fieldset>
<legend><h2>${form.person}</h2></legend>
<div class="grid">${ordered.map(draw)}</div>
</fieldset>
<section class="form-part" aria-labelledby="request-title">
<h2 id="request-title">${terms.yourRequest}</h2>
<div class="grid">${own.map(draw)}
${others.map(draw)}</div>
</section>
<div class="off-screen" aria-hidden="true">
<label for="trap">${form.leaveEmpty}</label>
<input id="trap" type="text" name="${page.honeypotName}" value="" tabindex="-1" autocomplete="off">
</div>
<input type="hidden" name="${shownLanguageName}" value="${page.language}">
${page.channel !== undefined && html`<input type="hidden" name="channel" value="${page.channel.name}">`}
${page.renderedAt !== undefined && html`<input type="hidden" name="renderedAt" value="${page.renderedAt}">`}
<p class="terms">${form.terms}</p>
${termsBox(page, typed(acceptedTermsPath))}
<p><button class="button" type="submit">${form.submit}</button></p>
</form>
</div>`,
  })
}
