// The work of queue `mail` that tells the requestor that something is asked, once the page of the request shows the question, or
// reminds of it.

import type { ChannelRequests } from '../channel/store/requests.ts'
import type { MessageOf } from '../domain/messages.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { questionMailNumber } from '../headquarters/decision-mail-id.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { mailOf } from '../headquarters/store/prospects.ts'
import type { ApplicantUrl, ChannelOf } from './mail-channel.ts'
import { displayName } from './mail-names.ts'
import { presentAddress } from './present-address.ts'
import { type QuestionMailInput, renderQuestionMail } from './render-question-mail.ts'
import { languageOf } from './send-decision-mail.ts'
import { isOver, leaveUnsent, type SendOnceDeps, sendOnce } from './send-once.ts'

export type SendQuestionMailDeps = SendOnceDeps & {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'mails' | 'complaints' | 'customers'>
  readonly requests: Pick<ChannelRequests, 'status'>
  readonly channelOf: ChannelOf
  readonly statusUrl: ApplicantUrl
}

/** The work of a message `question-mail`. */
export const createSendQuestionMail =
  (deps: SendQuestionMailDeps) =>
  async ({ data }: MessageOf<'question-mail'>): Promise<WorkResult> => {
    const { prospectId, reminder } = data
    const stored = await deps.headquarters.prospects.read(prospectId)
    if (!stored) return { outcome: 'failed', code: 'prospect-unknown' }
    const { question, request } = stored.value
    const number = questionMailNumber(data.question, reminder)
    const before = mailOf(stored, number)
    // It was answered, taken back, or is decided by now: nobody waits for an answer.
    if (question?.number !== data.question) return leaveUnsent(deps, prospectId, before)
    if (isOver(before)) return done
    // The answer may lie in the channel, where headquarters does not know it yet.
    if (reminder && (await deps.requests.status(prospectId))?.question?.number !== question.number)
      return leaveUnsent(deps, prospectId, before)
    const { requestor, company, channel: name } = request
    const language = languageOf(stored.value)
    const about = { numbers: [stored.value.number], channel: name }
    const kind: QuestionMailInput['kind'] = reminder ? 'question-reminder' : 'question'
    const mail = { prospectId, number, kind, language, about } as const
    const [to, chosen] = await Promise.all([
      presentAddress(deps.headquarters, stored.value),
      deps.chooseMail({ channel: name, type: kind, language }),
    ])
    const channel = deps.channelOf(name)
    const { cause } = before?.value ?? {}
    const input = {
      requestId: prospectId,
      language,
      firstName: requestor.firstName ?? '',
      lastName: requestor.lastName,
      companyName: company.name,
      siteName: channel.title,
      look: channel,
      statusUrl: deps.statusUrl(prospectId, language, name),
      question: question.text,
      kind,
    }
    const { subject, html, text, template } = renderQuestionMail(input, chosen.text)
    const toName = displayName(requestor.firstName ?? '', requestor.lastName)
    return sendOnce(deps, { ...mail, ...(cause ? { cause } : {}), to, template }, before, (mailId) => ({
      id: mailId,
      from: chosen.sender ?? channel.sender,
      to,
      toName,
      subject,
      html,
      text,
      customArgs: { mailId, prospectId },
    }))
  }
