// The work of queue `mail` that brings a link to sign in, where the address that it was asked for may. Its ledger is the row
// of the link itself, which goes with it: whoever gets no mail asks for another link.

import { isOver, linkMinutes } from '../channel/account/sign-in-token.ts'
import { type KnownUsers, whoMayEnter } from '../channel/account/who-may-enter.ts'
import type { LinkMailState, SignInLink, SignInLinks } from '../channel/store/sign-in-links.ts'
import type { Language } from '../domain/languages.ts'
import type { Log } from '../domain/log-events.ts'
import type { MessageOf } from '../domain/messages.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import type { Complaints } from '../headquarters/store/complaints.ts'
import type { ChannelOf } from './mail-channel.ts'
import { displayName } from './mail-names.ts'
import type { MailOutcome } from './mail-outcome.ts'
import { renderSignInMail } from './render-sign-in-mail.ts'
import type { OutgoingMail } from './send-grid.ts'
import { claimedElsewhere } from './send-once.ts'

export type SendSignInMailDeps = {
  readonly links: Pick<SignInLinks, 'read' | 'change'>
  readonly users: Pick<KnownUsers, 'findByAddress' | 'organization'>
  /** Where somebody reported a mail of ours as spam, none is sent. */
  readonly complaints: Pick<Complaints, 'isFrom'>
  readonly sendMail: (mail: OutgoingMail) => Promise<MailOutcome>
  readonly channelOf: ChannelOf
  /** Where a link leads, absolute. @param host on which it was asked for, if that is known */
  readonly linkUrl: (link: Pick<SignInLink, 'linkId' | 'channel' | 'host'>, language: Language) => string
  readonly now: () => Date
  readonly log: Log
}

const states: Readonly<Record<MailOutcome['outcome'], LinkMailState>> = {
  accepted: 'Accepted',
  transient: 'Waiting',
  unknown: 'Unknown',
  permanent: 'Refused',
}

/** The work of a message `sign-in-mail`. */
export const createSendSignInMail =
  (deps: SendSignInMailDeps) =>
  async ({ data: { linkId } }: MessageOf<'sign-in-mail'>): Promise<WorkResult> => {
    const { links, log, now } = deps
    const link = await links.read(linkId)
    if (!link || link.value.usedAt !== undefined || isOver(link.value.askedAt, linkMinutes, now())) return done
    const { mail = 'Waiting', addressHash, channel: channelName } = link.value
    // What was being handed over may have left, and a second mail would not be needed then.
    if (mail === 'Sending') log.error('mail-unknown', { correlationId: linkId, mailId: linkId })
    if (mail !== 'Waiting') return done
    const [entry] = await whoMayEnter(deps.users, addressHash, channelName)
    if (!entry) return done
    const { firstName = '', lastName, email, language } = entry.user
    if (await deps.complaints.isFrom(email)) {
      log.info('mail-skipped', { correlationId: linkId, mailId: linkId })
      return done
    }
    const channel = deps.channelOf(channelName)
    const { subject, html, text } = renderSignInMail({
      language,
      firstName,
      lastName,
      siteName: channel.title,
      look: channel,
      linkUrl: deps.linkUrl(link.value, language),
    })
    const claimed = await links.change({ ...link.value, mail: 'Sending' }, link)
    if (claimed === 'conflict') return claimedElsewhere
    const toName = displayName(firstName, lastName)
    const outcome = await deps.sendMail({
      id: linkId,
      from: channel.sender,
      to: email,
      toName,
      subject,
      html,
      text,
      customArgs: {},
    })
    const settled = { ...claimed.value, mail: states[outcome.outcome] }
    // Who was faster than this has used the link, so the mail is there.
    if ((await links.change(settled, claimed)) === 'conflict') return done
    if (outcome.outcome === 'accepted') log.info('mail-accepted', { correlationId: linkId, mailId: linkId })
    if (outcome.outcome === 'unknown') log.error('mail-unknown', { correlationId: linkId, mailId: linkId })
    if (outcome.outcome === 'permanent') return { outcome: 'failed', code: outcome.code }
    if (outcome.outcome !== 'transient') return done
    const { code, retryAfterSeconds } = outcome
    return { outcome: 'later', code, ...(retryAfterSeconds === undefined ? {} : { afterSeconds: retryAfterSeconds }) }
  }
