// GET and POST /status-link: for whoever lost the link to a request. It answers alike for every address.

import type { AskForLinkResult } from '../../shared/channel/ask-for-link.ts'
import { linkAgainPath, renderStatusLink, type StatusLinkPage } from '../../shared/channel/pages/render-status-link.ts'
import { pageContext, type Site } from '../../shared/channel/site.ts'
import type { Sender } from '../../shared/channel/submit-request.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly site: Site
  readonly askForLink: (typed: string, sender: Sender) => Promise<AskForLinkResult>
}

export const statusLinkPage: Handler<Deps> = async ({ request, form, sender, refuse }, { site, askForLink }) => {
  const context = pageContext(site, request)
  const shown = { language: context.language, ...context.carried }
  const action = linkTo('StatusLinkPage', {}, shown)
  const show = (more: Pick<StatusLinkPage, 'typed' | 'error'>, status = 200) => {
    const isSent = request.query.has('sent') && request.method !== 'POST'
    return page(renderStatusLink({ ...context, action, isSent, ...more }), status, context.channel.logoUrl)
  }
  if (request.method !== 'POST') return show({})
  const typed = form.get(linkAgainPath) ?? ''
  const result = await askForLink(typed, sender)
  if (result.outcome === 'limited') return refuse('too-many-requests', undefined, result.retryAfter)
  if (result.outcome === 'refused') return show({ typed, error: result.error }, 400)
  return seeOther(linkTo('StatusLinkPage', {}, { ...shown, sent: 'true' }))
}
