// GET /headquarters/mail-templates/{templateId}: a template of mails in one language.

import { languages, matchLanguage } from '../../shared/domain/languages.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { noticeOf } from './notice-of.ts'
import { type ShowTemplateDeps, showMailTemplate } from './show-mail-template.ts'

export const mailTemplatePage: Handler<ShowTemplateDeps> = async (visit, deps) => {
  const { params, query } = visit.request
  const templateId = asGuid(params['templateId'])
  const kept = templateId && (await deps.mailTemplates.read(templateId))
  if (!kept) return visit.refuse('not-found')
  const language = matchLanguage(query.get('language') ?? '') ?? languages[0].tag
  const { done } = staffWords.pages.mailTemplates
  const notice = noticeOf(done, query.get('done'), ['made', 'saved', 'returned', 'sender'])
  return showMailTemplate(visit, deps, kept, language, { notice })
}
