// The form with which a company asks to become a business partner, generated from the table of fields.

import type { IntakeError } from '../../domain/accept-onboarding-request.ts'
import { fieldsIn, type TextsAt } from '../../domain/field.ts'
import { attributePath, type FormPath, type OnboardingField, onboardingFields } from '../../domain/onboarding-fields.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import type { SiteTexts } from '../../languages/site-texts.ts'
import { type Html, html } from '../../platform/html.ts'
import { showName, shownLanguageName } from '../sign-up-form.ts'
import { addressFields } from './address-fields.ts'
import { errorText, labelOf } from './field-words.ts'
import { controlId, type FormFieldModel, formField } from './form-field.ts'
import { type SitePage, siteLayout } from './site-layout.ts'

/** Why a form is shown again although nothing in it is wrong. */
export type FormNotice = keyof SiteTexts['form']['notices']

export type SignUpPage = SitePage & {
  /** Where the form is posted, as application/x-www-form-urlencoded; names are the fields' paths. */
  readonly action: string
  /** What was typed before, by field path; the site's own fields as `attributes.<name>`. */
  readonly values: TextsAt<FormPath>
  readonly errors: readonly IntakeError[]
  readonly notice?: FormNotice | undefined
  /** Names of the site's own fields. */
  readonly attributes: readonly string[]
  readonly channel: string
  /** The country the applicant is likely in. */
  readonly likelyCountry?: string | undefined
  /** Signed stamp of when the form was made; comes back in the field `renderedAt`. */
  readonly renderedAt?: string | undefined
  /** Name of the field that people do not see and programs fill in. */
  readonly honeypotName: string
}

const errorSummary = (page: SignUpPage, controls: readonly FormPath[]): Html => {
  const texts = siteTexts[page.language].errors
  const line = (error: IntakeError): Html => {
    const text = html`${labelOf(error.path, page.language)}: ${errorText(error, page.language)}`
    const control = controls.find((path) => path === error.path)
    return control === undefined ? html`<li>${text}</li>` : html`<li><a href="#${controlId(control)}">${text}</a></li>`
  }
  return html`<div class="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1" autofocus>
<h2 id="error-summary-title">${texts.summary}</h2>
<ul>${page.errors.map(line)}</ul>
</div>`
}

/** The id by which the choice of language, which stands above the form, belongs to it. */
const formId = 'sign-up'

/** Says what to do about the form as a whole. */
const noticeBox = (text: string): Html => html`<div class="error-summary" role="alert" tabindex="-1" autofocus>
<p>${text}</p>
</div>`

/**
 * The sign-up form. The browser's own checks are switched off (`novalidate`) because they would speak the browser's
 * language and hide the summary; the same rules are checked when the form arrives.
 */
export const renderSignUp = (page: SignUpPage): Html => {
  const { form, errors: errorTexts, terms } = siteTexts[page.language]
  const attributePaths = page.attributes.map(attributePath)
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
      field,
      value: typed(field.path) || (initial[field.path] ?? ''),
      errors: page.errors.filter((error) => error.path === field.path),
      language: page.language,
    })
  const part = (holder: Parameters<typeof fieldsIn<OnboardingField>>[1]): Html[] => fieldsIn(fields, holder).map(draw)
  const person = fieldsIn(fields, 'requestor')
  // Where family names come first they are asked for first.
  const [first, last, ...others] = person
  const ordered = page.language === 'zh-Hans' && first && last ? [last, first, ...others] : person
  const failed = page.errors.length > 0
  return siteLayout({
    ...page,
    title:
      failed || page.notice !== undefined ? `${errorTexts.titlePrefix} ${terms.becomePartner}` : terms.becomePartner,
    // The Enter key presses the first button that belongs to a form, which would be the first language.
    first: html`<button class="off-screen" type="submit" form="${formId}" tabindex="-1" aria-hidden="true">${form.submit}</button>`,
    switchable: (tag, name, isCurrent) =>
      html`<button type="submit" form="${formId}" formaction="?language=${tag}" name="${showName}" value="language" lang="${tag}"${isCurrent && html` aria-current="true"`}>${name}</button>`,
    main: html`<div class="sheet">
${page.notice !== undefined && noticeBox(form.notices[page.notice])}
${failed && errorSummary(page, [...fields.map(({ path }) => path), ...attributePaths])}
<h1>${terms.becomePartner}</h1>
<p class="intro">${form.intro}</p>
<p class="note">${form.requiredNote}</p>
<form method="post" action="${page.action}" id="${formId}" accept-charset="utf-8" novalidate>
<fieldset>
<legend><h2>${form.company}</h2></legend>
<div class="grid">${part('company')}</div>
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
<div class="grid">${attributePaths.map((path) => draw({ path, kind: 'text', required: false }))}
${part('')}</div>
</section>
<div class="off-screen" aria-hidden="true">
<label for="trap">${form.leaveEmpty}</label>
<input id="trap" type="text" name="${page.honeypotName}" value="" tabindex="-1" autocomplete="off">
</div>
<input type="hidden" name="${shownLanguageName}" value="${page.language}">
<input type="hidden" name="channel" value="${page.channel}">
${page.renderedAt !== undefined && html`<input type="hidden" name="renderedAt" value="${page.renderedAt}">`}
<p class="terms">${form.terms}</p>
<p><button class="button" type="submit">${form.submit}</button></p>
</form>
</div>`,
  })
}
