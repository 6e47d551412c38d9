// The pages on which Admins add a user, change one, and are asked once more before what touches who may sign in.

import { linkTo } from '../../../domain/link-to.ts'
import { type ChangeRefusal, chosenReasons } from '../../../domain/users/user.ts'
import { userFields } from '../../../domain/users/user-fields.ts'
import { accountTexts } from '../../../languages/account-by-language.ts'
import { siteTexts } from '../../../languages/site-by-language.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { UserView } from '../../partner.ts'
import { accountLayout, shownIn } from './account-page.ts'
import { userFacts } from './render-own.ts'
import { choice, field, type UserForm, userControls, userMistakes } from './user-form.ts'
import { nameOfUser } from './user-words.ts'

export type ActName = keyof (typeof accountTexts)['en']['acts']

const titled = (page: UserForm & { readonly refused?: ChangeRefusal | undefined }, title: string): string => {
  const { errors, terms } = siteTexts[page.language]
  const isRefused = page.errors.length > 0 || page.refused !== undefined
  return isRefused ? `${errors.titlePrefix}${terms.punctuation.colon}${title}` : title
}

export type AddPage = UserForm & {
  /** Makes of the same form, sent twice, one user. */
  readonly formId: string
  /** Nobody chooses a role: headquarters does. */
  readonly rolesFixed?: boolean
  readonly refused?: ChangeRefusal | undefined
}

export const renderAdd = (page: AddPage): Html => {
  const texts = accountTexts[page.language]
  const { add, roles } = texts
  const role = choice([
    ['User', roles.User],
    ['Admin', roles.Admin],
  ])
  return accountLayout({
    ...page,
    title: titled(page, add.title),
    at: 'users',
    main: html`<div class="sheet">
${userMistakes(page, page.refused && texts.refusals[page.refused])}
<h1>${add.title}</h1>
<p class="intro">${add.text}</p>
<p class="note">${siteTexts[page.language].form.requiredNote}</p>
<form method="post" action="${linkTo('AddUserPage', {}, shownIn(page))}" novalidate>
<input type="hidden" name="form" value="${page.formId}">
<div class="grid">
${userControls(page)}
${page.rolesFixed !== true && field(page, 'role', role, { hint: add.roleHint })}
</div>
<p class="choices"><button class="button" type="submit">${add.press}</button> <a href="${linkTo('AccountUsersPage', {}, shownIn(page))}">${texts.keep}</a></p>
</form>
</div>`,
  })
}

export type EditPage = UserForm & {
  readonly user: UserView
  readonly etag: string
  readonly refused?: ChangeRefusal | undefined
  /** Asks once more, since another address will sign in. */
  readonly isMove?: boolean
}

const wayBack = (page: EditPage | ActPage): string =>
  linkTo('AccountUserPage', { userId: page.user.userId }, shownIn(page))

export const renderEdit = (page: EditPage): Html => {
  const texts = accountTexts[page.language]
  const { edit, moveAddress } = texts
  const action = linkTo('ChangeUserPage', { userId: page.user.userId, action: 'edit' }, shownIn(page))
  const kept = html`<input type="hidden" name="etag" value="${page.etag}">`
  if (page.isMove === true)
    return accountLayout({
      ...page,
      title: moveAddress.title,
      at: 'users',
      main: html`<div class="sheet">
<h1>${moveAddress.title}</h1>
<p class="intro">${moveAddress.text}</p>
<dl class="facts">
<div><dt>${texts.details.name}</dt><dd><bdi>${nameOfUser(page.user)}</bdi></dd></div>
<div><dt>${siteTexts[page.language].fields['requestor.email'].label}</dt><dd><bdi>${page.user.email}</bdi> → <bdi>${page.typed.email}</bdi></dd></div>
</dl>
<form method="post" action="${action}">
${kept}
<input type="hidden" name="sure" value="yes">
${userFields.map(({ path }) => html`<input type="hidden" name="${path}" value="${page.typed[path] ?? ''}">`)}
<p class="choices"><button class="button" type="submit">${moveAddress.press}</button> <a href="${wayBack(page)}">${texts.keep}</a></p>
</form>
</div>`,
    })
  return accountLayout({
    ...page,
    title: titled(page, edit.title),
    at: 'users',
    main: html`<div class="sheet">
${userMistakes(page, page.refused && texts.refusals[page.refused])}
<h1>${edit.title}</h1>
<p class="intro">${edit.text}</p>
<p class="note">${siteTexts[page.language].form.requiredNote}</p>
<form method="post" action="${action}" novalidate>
${kept}
<div class="grid">
${userControls(page)}
</div>
<p class="choices"><button class="button" type="submit">${edit.press}</button> <a href="${wayBack(page)}">${texts.keep}</a></p>
</form>
</div>`,
  })
}

export type ActPage = UserForm & {
  readonly act: ActName
  readonly user: UserView
  readonly etag: string
  readonly ownId: string
  readonly refused?: ChangeRefusal | undefined
}

const endsOwnSession: readonly ActName[] = ['disable', 'remove']

/** Asks before it is done. */
export const renderAct = (page: ActPage): Html => {
  const texts = accountTexts[page.language]
  const words = texts.acts[page.act]
  const isOwn = page.user.userId === page.ownId && endsOwnSession.includes(page.act)
  return accountLayout({
    ...page,
    title: titled(page, words.title),
    at: 'users',
    main: html`<div class="sheet">
${userMistakes(page, page.refused && texts.refusals[page.refused])}
<h1>${words.title}</h1>
<p class="intro">${words.text}</p>
${isOwn && html`<p class="note">${texts.yourself}</p>`}
${userFacts(page, page.user)}
<form method="post" action="${linkTo('ChangeUserPage', { userId: page.user.userId, action: page.act }, shownIn(page))}" novalidate>
<input type="hidden" name="etag" value="${page.etag}">
${
  page.act === 'disable' &&
  html`<p class="note">${siteTexts[page.language].form.requiredNote}</p>
${field(
  page,
  'reason',
  choice([
    ['', siteTexts[page.language].form.choose],
    ...chosenReasons.map((one) => [one, texts.reasons[one]] as const),
  ]),
  { required: true },
)}
${field(
  page,
  'note',
  (attributes, value) => html`<textarea ${attributes} rows="3" dir="auto">
${value}</textarea>`,
)}`
}
<p class="choices"><button class="button${page.act === 'remove' && ' final'}" type="submit">${words.press}</button> <a href="${wayBack(page)}">${texts.keep}</a></p>
</form>
</div>`,
  })
}
