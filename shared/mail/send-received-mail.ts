// The work of queue `mail` that says that a request was received, and asks whether the address is right.

import type { UsualTimeStore } from '../channel/store/usual-time.ts'
import type { MessageOf } from '../domain/messages.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { receivedNumber } from '../headquarters/decision-mail-id.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { mailOf } from '../headquarters/store/prospects.ts'
import type { ApplicantUrl, ChannelOf } from './mail-channel.ts'
import { displayName } from './mail-names.ts'
import { presentAddress } from './present-address.ts'
import { renderReceivedMail } from './render-received-mail.ts'
import { isOver, leaveUnsent, type SendOnceDeps, sendOnce, skipMail } from './send-once.ts'

export type SendReceivedMailDeps = SendOnceDeps & {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'mails' | 'complaints' | 'customers'>
  readonly usualTime: Pick<UsualTimeStore, 'read'>
  readonly channelOf: ChannelOf
  readonly statusUrl: ApplicantUrl
  readonly confirmUrl: ApplicantUrl
}

/** The work of a message `received-mail`. */
export const createSendReceivedMail =
  (deps: SendReceivedMailDeps) =>
  async ({ data: { prospectId } }: MessageOf<'received-mail'>): Promise<WorkResult> => {
    const stored = await deps.headquarters.prospects.read(prospectId)
    if (!stored) return { outcome: 'failed', code: 'prospect-unknown' }
    const { status, request, confirmation } = stored.value
    const before = mailOf(stored, receivedNumber)
    // What became of it is told by another mail, or the applicant knows.
    if (status !== 'Open') return leaveUnsent(deps, prospectId, before)
    if (isOver(before)) return done
    const { language, requestor, company, channel: name } = request
    const isAsked = confirmation !== undefined && confirmation.confirmedAt === undefined
    const isAwaited = isAsked && confirmation.required === true
    const about = { numbers: [stored.value.number], channel: name }
    const mail = { prospectId, number: receivedNumber, kind: 'received', language, about } as const
    const chosen = await deps.chooseMail({ channel: name, type: 'received', language })
    // A request that waits for its address to be confirmed would wait for ever.
    const skipped = chosen.isOff && !isAwaited ? await skipMail(deps, mail, before) : undefined
    if (skipped) return skipped
    const [to, usualDays] = await Promise.all([presentAddress(deps.headquarters, stored.value), deps.usualTime.read()])
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
      ...(isAsked ? { confirmUrl: deps.confirmUrl(prospectId, language, name) } : {}),
      usualDays,
      isRequired: confirmation?.required === true,
    }
    const { subject, html, text, template } = renderReceivedMail(input, chosen.text)
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
