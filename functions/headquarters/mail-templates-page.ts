// GET /headquarters/mail-templates: the templates and profiles of mails. POST: makes a template.

import { cleanText } from '../../shared/domain/clean-text.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { mailKinds } from '../../shared/domain/prospect-view.ts'
import { textProblem } from '../../shared/domain/text.ts'
import { longestTemplateName, renderMailTemplates } from '../../shared/headquarters/pages/render-mail-templates.ts'
import type { MailTemplates } from '../../shared/mail/store/mail-templates.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { madeId } from './made-id.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = {
  readonly mailTemplates: MailTemplates
  readonly readBridge: ReadBridge
  readonly now: () => Date
  readonly newFormId: () => string
  readonly site: { readonly channels: readonly { readonly name: string; readonly title: string }[] }
}

export const mailTemplatesPage: Handler<Deps> = async (visit, deps) => {
  const { form, request, note, who } = visit
  const show = async (typed?: { readonly name: string; readonly type: string }, status = 200) => {
    const frame = await readFrame(visit, deps.readBridge)
    const [book, formId] = [await deps.mailTemplates.readAll(), form.get('formId') ?? deps.newFormId()]
    return page(renderMailTemplates({ ...frame, book, channels: deps.site.channels, formId, typed }), status)
  }
  if (request.method !== 'POST') return show()
  const name = cleanText('name', form.get('name') ?? '')
  const type = mailKinds.find((kind) => kind === form.get('type'))
  if (!type) return visit.refuse('invalid-request')
  if (name === '' || textProblem(name, longestTemplateName) !== undefined) return show({ name, type }, 400)
  const templateId = madeId(visit)
  const changedAt = deps.now().toISOString()
  await deps.mailTemplates.make({ templateId, type, name, version: 0, changedAt, changedBy: who })
  note({ after: { name, type } })
  return seeOther(linkTo('MailTemplatePage', { templateId }, { done: 'made' }))
}
