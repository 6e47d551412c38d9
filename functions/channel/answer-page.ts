// POST /requests/{requestId}/answer: takes the answer to what is asked on the status page, or shows that page again with what
// was typed. GET leads to the status page.

import type { StatusView } from '../../shared/channel/channel-request.ts'
import type { TypedAnswer } from '../../shared/channel/pages/question-form.ts'
import { questionName } from '../../shared/channel/pages/question-form.ts'
import { renderStatus } from '../../shared/channel/pages/render-status.ts'
import { controlName } from '../../shared/channel/sign-up-form.ts'
import { pageContext, type Site } from '../../shared/channel/site.ts'
import { answerPagePath, statusPagePath } from '../../shared/channel/status-address.ts'
import type { GivenAnswer } from '../../shared/domain/question.ts'
import { answerField, checkAnswer } from '../../shared/domain/question-fields.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly site: Site
  readonly tokenSecret: string
  readonly readStatus: (requestId: string) => Promise<StatusView | undefined>
  readonly answerRequest: (requestId: string, answer: GivenAnswer) => Promise<'done' | 'decided' | 'closed' | 'unknown'>
}

/** What was typed, by path; a control that was not sent is absent. */
const typedIn = (form: URLSearchParams, { question }: StatusView): TypedAnswer => {
  const paths = [answerField.path, ...(question?.fields ?? []).map(({ path }) => path)]
  return Object.fromEntries(
    paths.flatMap((path) => {
      const text = form.get(controlName(path)) ?? form.get(path)
      return text === null ? [] : [[path, text]]
    }),
  )
}

export const answerPage: Handler<Deps> = async ({ request, requestId, form, refuse }, deps) => {
  const { site, tokenSecret } = deps
  const status = await deps.readStatus(requestId)
  if (!status) return refuse('not-found')
  const context = pageContext(site, request)
  const shown = { language: context.language, ...context.carried }
  const statusUrl = statusPagePath(tokenSecret, requestId, shown)
  if (request.method !== 'POST') return seeOther(statusUrl)
  const number = Number(form.get(questionName))
  const { question } = status
  // The same form sent twice was taken once.
  if (status.answered?.number === number) return seeOther(statusUrl)
  const again = (more: Partial<Parameters<typeof renderStatus>[0]>, code: number) =>
    page(renderStatus({ ...context, ...status, ...more }), code, context.channel.logoUrl)
  const answerUrl = answerPagePath(tokenSecret, requestId, shown)
  const notTaken = (now: StatusView) =>
    again({ ...now, answerUrl, refused: now.decidedAt === undefined ? 'closed' : 'late' }, 409)
  if (question?.number !== number) return notTaken(status)
  const typed = typedIn(form, status)
  const { comments, ...given } = typed
  const checked = checkAnswer(question.fields, comments, given)
  if (checked.outcome === 'refused') return again({ answerUrl, typed, errors: checked.errors }, 400)
  const { text, values } = checked
  const outcome = await deps.answerRequest(requestId, { number, text, values })
  if (outcome === 'unknown') return refuse('not-found')
  return outcome === 'done' ? seeOther(statusUrl) : notTaken((await deps.readStatus(requestId)) ?? status)
}
