// The profile of a channel: which mails are sent there, and by which template.

import { linkTo } from '../../domain/link-to.ts'
import type { MailProfile, MailTemplate } from '../../domain/mail-templates.ts'
import { mailTypes } from '../../domain/mail-types.ts'
import { type MailKind, mailKinds } from '../../domain/prospect-view.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { mayPress, pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { card, foreign, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
const words = pages.mailTemplates

export type MailProfilePage = StaffFrame & {
  readonly channel: { readonly name: string; readonly title: string }
  readonly etag: string
  /** As it is stored, or as it was typed where that was not taken. */
  readonly lines: MailProfile['lines']
  readonly templates: readonly MailTemplate[]
  readonly notice?: Notice | undefined
}

const templateControl = ({ lines, templates, viewer }: MailProfilePage, type: MailKind): HtmlValue => {
  const chosen = lines[type]?.templateId
  const known = templates.filter((template) => template.type === type)
  if (!mayPress(viewer, 'MailProfilePage'))
    return foreign(known.find(({ templateId }) => templateId === chosen)?.name ?? words.builtInChoice)
  return html`<label class="for-readers" for="template-${type}">${words.templateOf(nameOf(names.mailKinds, type))}</label><select id="template-${type}" name="template-${type}"><option value="">${words.builtInChoice}</option>${known.map(({ templateId, name }) => html`<option value="${templateId}"${templateId === chosen && html` selected`}>${name}</option>`)}</select>`
}

const sendControl = ({ lines, viewer }: MailProfilePage, type: MailKind): HtmlValue => {
  if (!mailTypes[type].mayBeOff) return words.always
  const isDisabled = !mayPress(viewer, 'MailProfilePage')
  return html`<label class="for-readers" for="send-${type}">${words.send(nameOf(names.mailKinds, type))}</label><input type="checkbox" id="send-${type}" name="send-${type}" value="yes"${lines[type]?.off !== true && html` checked`}${isDisabled && html` disabled`}>`
}

/** The page. It posts `etag`, and for each type `template-…` and, where it is sent, `send-…`. */
export const renderMailProfile = (page: MailProfilePage): Html => {
  const { name, title } = page.channel
  const rows = mailKinds.map((type) => [
    nameOf(names.mailKinds, type),
    templateControl(page, type),
    sendControl(page, type),
  ])
  const content = card('profile', words.profiles, table(words.profileTable, ['type', 'template', 'send'], rows))
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: words.profileTitle(name),
    area: 'mails',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${words.profileTitle(name)}</h1><p>${foreign(title)} · <a href="${linkTo('MailTemplatesPage', {})}">${words.back}</a></p></div>
${
  pressForm(
    page.viewer,
    'MailProfilePage',
    { channelName: name },
    html`<input type="hidden" name="etag" value="${page.etag}">${content}<p class="actions"><button class="button" type="submit">${words.save}</button></p>`,
    html`class="edit-form" accept-charset="utf-8"`,
  ) || content
}`,
  })
}
