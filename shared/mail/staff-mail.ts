// The mail that tells staff that the bridge paused itself. Sent once per pause, in the language of headquarters' pages.

import { linkTo } from '../domain/link-to.ts'
import type { MessageOf } from '../domain/messages.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { staffMails } from '../languages/staff/staff-mails.ts'
import { html } from '../platform/html.ts'
import { deriveId } from '../platform/ids.ts'
import type { MailOutcome } from './mail-outcome.ts'
import type { OutgoingMail } from './send-grid.ts'
import type { StaffMailStore } from './store/staff-mails.ts'

export type StaffMailDeps = {
  readonly staffMails: StaffMailStore
  readonly sendMail: (mail: OutgoingMail) => Promise<MailOutcome>
  /** Empty = nobody wants to be told. */
  readonly staffMail: string
  readonly siteName: string
  readonly publicUrl: string
}

/** The work of a message `bridge-paused-mail`. */
export const createSendStaffMail =
  (deps: StaffMailDeps) =>
  async ({ data: { pausedAt, errors } }: MessageOf<'bridge-paused-mail'>): Promise<WorkResult> => {
    if (deps.staffMail === '') return done
    const id = deriveId('bridge-paused', pausedAt)
    const claim = await deps.staffMails.claim(id)
    // A claim that was never settled may not have led to a mail; told twice is better than never here.
    if (claim !== 'claimed' && claim !== 'Waiting' && claim !== 'Sending') return done
    const address = deps.publicUrl + linkTo('DualWritePage', {})
    const words = staffMails.bridgePaused
    const subject = words.subject(deps.siteName)
    const lines = words.lines(pausedAt, errors)
    const outcome = await deps.sendMail({
      id,
      to: deps.staffMail,
      toName: '',
      subject,
      text: [...lines, address].join('\n'),
      html: html`<!doctype html><html lang="${staffMails.tag}"><head><title>${subject}</title></head><body>${lines.map((line) => html`<p>${line}</p>`)}<p><a href="${address}">${address}</a></p></body></html>`.toString(),
      customArgs: {},
    })
    if (outcome.outcome === 'transient') {
      await deps.staffMails.settle(id, 'Waiting')
      return { outcome: 'later', code: outcome.code }
    }
    await deps.staffMails.settle(id, outcome.outcome)
    return outcome.outcome === 'permanent' ? { outcome: 'failed', code: outcome.code } : done
  }
