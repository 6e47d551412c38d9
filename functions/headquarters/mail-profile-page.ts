// GET /headquarters/mail-profiles/{channelName}: which mails are sent on a channel, and by which template. POST: changes that.

import { linkTo } from '../../shared/domain/link-to.ts'
import type { MailProfile, MailTemplate } from '../../shared/domain/mail-templates.ts'
import { mailTypes } from '../../shared/domain/mail-types.ts'
import { mailKinds } from '../../shared/domain/prospect-view.ts'
import { type MailProfilePage, renderMailProfile } from '../../shared/headquarters/pages/render-mail-profile.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import type { MailTemplates } from '../../shared/mail/store/mail-templates.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = {
  readonly mailTemplates: MailTemplates
  readonly readBridge: ReadBridge
  readonly site: { readonly channels: readonly { readonly name: string; readonly title: string }[] }
}

const words = staffWords.pages.mailTemplates

const linesIn = (form: URLSearchParams, templates: readonly MailTemplate[]): MailProfile['lines'] =>
  Object.fromEntries(
    mailKinds.flatMap((type) => {
      const chosen = templates.find((one) => one.type === type && one.templateId === form.get(`template-${type}`))
      const off = mailTypes[type].mayBeOff && form.get(`send-${type}`) !== 'yes'
      if (!chosen && !off) return []
      return [[type, { ...(chosen ? { templateId: chosen.templateId } : {}), ...(off ? { off: true as const } : {}) }]]
    }),
  )

/** What a profile says, for the audit trail. */
const noted = (lines: MailProfile['lines']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(lines).map(([type, { templateId = 'built-in', off }]) => [
      type,
      off ? `off, ${templateId}` : templateId,
    ]),
  )

export const mailProfilePage: Handler<Deps> = async (visit, deps) => {
  const { params, method, query } = visit.request
  const channel = deps.site.channels.find(({ name }) => name === params['channelName'])
  if (!channel) return visit.refuse('not-found')
  const { mailTemplates } = deps
  const [stored, { templates }] = await Promise.all([mailTemplates.readProfile(channel.name), mailTemplates.readAll()])
  const { etag = 'none', value: { lines = {} } = {} } = stored ?? {}
  const show = async (shown: Partial<Pick<MailProfilePage, 'notice' | 'lines'>>, status = 200) =>
    page(
      renderMailProfile({ ...(await readFrame(visit, deps.readBridge)), channel, etag, lines, templates, ...shown }),
      status,
    )
  if (method !== 'POST')
    return show(query.get('done') === 'saved' ? { notice: { tone: 'good', text: words.profileSaved } } : {})
  const typed = linesIn(visit.form, templates)
  const isAsShown = visit.form.get('etag') === etag
  if (
    !isAsShown ||
    (await mailTemplates.writeProfile({ channel: channel.name, lines: typed }, stored)) === 'conflict'
  ) {
    visit.note({ outcome: 'refused', after: { result: 'changed-meanwhile' } })
    return show({ lines: typed, notice: { tone: 'warn', text: words.profileChanged } }, 409)
  }
  visit.note({ before: noted(lines), after: noted(typed) })
  return seeOther(linkTo('MailProfilePage', { channelName: channel.name }, { done: 'saved' }))
}
