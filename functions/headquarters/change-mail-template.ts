// POST /headquarters/mail-templates/{templateId}/{action}: `save` stores what a template says in a language, `return` goes back
// to the built-in text, `sender` chooses who its mails are sent by, `preview` shows what was typed, and `test` sends it to
// whoever asks.

import type { Channel } from '../../shared/domain/channels.ts'
import { languages } from '../../shared/domain/languages.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { senderOf } from '../../shared/domain/mail-senders.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import type { RenderedMail } from '../../shared/mail/render-mail.ts'
import type { KeptTemplate } from '../../shared/mail/store/mail-templates.ts'
import { seeOther } from '../../shared/platform/http.ts'
import { asGuid, deriveId } from '../../shared/platform/ids.ts'
import type { Handler, Visit } from '../visit.ts'
import { type ShowTemplateDeps, sampleOf, showMailTemplate } from './show-mail-template.ts'

type Deps = ShowTemplateDeps & {
  readonly now: () => Date
  readonly site: { readonly channels: readonly [Pick<Channel, 'sender'>, ...unknown[]] }
  /** Who gets a test mail of somebody whose address is not known. */
  readonly testMail: string
}

const words = staffWords.pages.mailTemplates

/** What the form says. */
const readForm = ({ form }: Visit) => {
  const language = languages.find(({ tag }) => tag === form.get('language'))?.tag
  const typed = {
    subject: (form.get('subject') ?? '').trim(),
    body: (form.get('body') ?? '').replace(/\r\n?/g, '\n').trim(),
  }
  return language && { language, typed }
}

type Sent = NonNullable<ReturnType<typeof readForm>>

const changedMeanwhile = async (visit: Visit, deps: Deps, { template }: KeptTemplate, { language, typed }: Sent) => {
  visit.note({ outcome: 'refused', after: { result: 'changed-meanwhile' } })
  const now = await deps.mailTemplates.read(template.value.templateId)
  if (!now) return visit.refuse('not-found')
  const notice = { tone: 'warn', text: words.changedMeanwhile } as const
  return showMailTemplate(visit, deps, now, language, { typed, notice, isBeside: true }, 409)
}

/** @param wording absent = the built-in text */
const store = async (visit: Visit, deps: Deps, kept: KeptTemplate, sent: Sent, wording?: Sent['typed']) => {
  const { template, texts } = kept
  const { templateId } = template.value
  const { language } = sent
  const done = seeOther(linkTo('MailTemplatePage', { templateId }, { language, done: wording ? 'saved' : 'returned' }))
  const before = texts.find((one) => one.language === language)
  if (before?.subject === wording?.subject && before?.body === wording?.body) {
    visit.note({ outcome: 'nothing' })
    return done
  }
  const change = { language, at: deps.now().toISOString(), who: visit.who, ...(wording ? { wording } : {}) }
  if (template.etag !== visit.form.get('etag') || (await deps.mailTemplates.change(kept, change)) === 'conflict')
    return changedMeanwhile(visit, deps, kept, sent)
  visit.note({
    before: { language, version: String(template.value.version), ...(before ? { subject: before.subject } : {}) },
    after: { language, version: String(template.value.version + 1), ...(wording ? { subject: wording.subject } : {}) },
  })
  return done
}

const storeSender = async (visit: Visit, deps: Deps, kept: KeptTemplate, sent: Sent) => {
  const { templateId, sender: before, version } = kept.template.value
  const wanted = visit.form.get('sender') ?? ''
  // One who was taken off the list may stay chosen, and is chosen anew by nobody.
  const sender = [...deps.mailSenders.map(({ email }) => email), before].find((email) => email === wanted)
  if (wanted !== '' && sender === undefined) return visit.refuse('invalid-request')
  const done = seeOther(linkTo('MailTemplatePage', { templateId }, { language: sent.language, done: 'sender' }))
  if (sender === before) {
    visit.note({ outcome: 'nothing' })
    return done
  }
  const change = { sender, at: deps.now().toISOString(), who: visit.who }
  const isAsShown = kept.template.etag === visit.form.get('etag')
  if (!isAsShown || (await deps.mailTemplates.changeSender(kept, change)) === 'conflict') {
    visit.note({ outcome: 'refused', after: { result: 'changed-meanwhile' } })
    return visit.refuse('changed-meanwhile')
  }
  visit.note({
    before: { version: String(version), ...(before ? { sender: before } : {}) },
    after: { version: String(version + 1), ...(sender ? { sender } : {}) },
  })
  return done
}

const sendTest = async (
  visit: Visit,
  deps: Deps,
  kept: KeptTemplate,
  { language, typed }: Sent,
  mail: RenderedMail,
) => {
  const to = visit.mail ?? deps.testMail
  const [channel] = deps.site.channels
  const id = deriveId('test-mail', kept.template.value.templateId, visit.who, deps.now().toISOString())
  const { subject, html, text } = mail
  const { sendMail } = await deps.mailWork()
  const { outcome } = await sendMail({
    id,
    from: senderOf(deps.mailSenders, kept.template.value.sender) ?? channel.sender,
    to,
    toName: '',
    subject,
    html,
    text,
    customArgs: {},
  })
  const isSent = outcome === 'accepted'
  visit.note({ outcome: isSent ? 'done' : 'failed' })
  const notice = isSent
    ? ({ tone: 'good', text: words.sent(to) } as const)
    : ({ tone: 'bad', text: words.notSent } as const)
  return showMailTemplate(visit, deps, kept, language, { typed, notice })
}

export const changeMailTemplate: Handler<Deps> = async (visit, deps) => {
  const { params } = visit.request
  const templateId = asGuid(params['templateId'])
  const kept = templateId && (await deps.mailTemplates.read(templateId))
  if (!kept) return visit.refuse('not-found')
  const sent = readForm(visit)
  if (!sent) return visit.refuse('invalid-request')
  if (params['action'] === 'return') return store(visit, deps, kept, sent)
  if (params['action'] === 'sender') return storeSender(visit, deps, kept, sent)
  const { problems, wording, mail } = await sampleOf(deps, kept, sent.language, sent.typed)
  if (!mail) {
    visit.note({ outcome: 'refused' })
    return showMailTemplate(visit, deps, kept, sent.language, { typed: sent.typed, problems }, 400)
  }
  if (params['action'] === 'save') return store(visit, deps, kept, sent, wording)
  if (params['action'] === 'test') return sendTest(visit, deps, kept, sent, mail)
  visit.note({ outcome: 'nothing' })
  return showMailTemplate(visit, deps, kept, sent.language, { typed: sent.typed })
}
