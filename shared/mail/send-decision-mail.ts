// The work of queue `mail`: one mail for one decision.

import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { Language } from '../domain/languages.ts'
import type { MessageOf } from '../domain/messages.ts'
import type { Decision, Prospect } from '../domain/prospect.ts'
import { isTold } from '../domain/withdrawal.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { decisionMailId } from '../headquarters/decision-mail-id.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { MailRecord } from '../headquarters/store/mail-record.ts'
import { mailOf } from '../headquarters/store/prospects.ts'
import type { ApplicantUrl, ChannelOf } from './mail-channel.ts'
import { displayName } from './mail-names.ts'
import { presentAddress } from './present-address.ts'
import { renderMail } from './render-mail.ts'
import type { OutgoingMail } from './send-grid.ts'
import { claimedElsewhere, isOver, leaveUnsent, type SendOnceDeps, sendOnce } from './send-once.ts'

export type SendDecisionMailDeps = SendOnceDeps & {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'mails' | 'customers' | 'hierarchies'>
  readonly channelOf: ChannelOf
  /** What an applicant is told of a reason for a rejection, if anything. */
  readonly publicReason?: (code: string, language: Language) => string | undefined
  /** The applicant's own status page. */
  readonly statusUrl?: ApplicantUrl
}

/** The role of the person by now. Where it cannot be seen, no more is promised than every user may. */
const roleOf = async ({ headquarters }: SendDecisionMailDeps, prospect: Prospect): Promise<HierarchyRole> => {
  const { organization, person, hierarchyId } = prospect
  if (!organization || !person || !hierarchyId) return 'User'
  const member = await headquarters.hierarchies.readMember(organization.home, hierarchyId, person.customerId)
  return member?.role ?? 'User'
}

/** What is true of the person at present. */
type Present = { readonly to: string; readonly role: HierarchyRole }

const compose = (
  deps: SendDecisionMailDeps,
  prospect: Prospect,
  mail: { readonly kind: 'approved' | 'rejected'; readonly mailId: string },
  { to, role }: Present,
): OutgoingMail => {
  const { company, requestor, language, channel: channelName } = prospect.request
  const channel = deps.channelOf(channelName)
  const code = mail.kind === 'rejected' ? prospect.decision?.reasonCode : undefined
  const reason = code === undefined ? undefined : deps.publicReason?.(code, language)
  const rendered = renderMail({
    ...(mail.kind === 'approved' ? { kind: mail.kind, role } : { kind: mail.kind }),
    requestId: prospect.prospectId,
    language,
    firstName: requestor.firstName ?? '',
    lastName: requestor.lastName,
    companyName: company.name,
    siteName: channel.title,
    look: channel,
    ...(reason === undefined ? {} : { reason }),
    ...(mail.kind === 'approved' && deps.statusUrl
      ? { statusUrl: deps.statusUrl(prospect.prospectId, language, channelName) }
      : {}),
    ...(mail.kind === 'approved' && channel.signInUrl ? { signInUrl: channel.signInUrl } : {}),
  })
  return {
    id: mail.mailId,
    to,
    toName: displayName(requestor.firstName ?? '', requestor.lastName),
    from: channel.sender,
    subject: rendered.subject,
    html: rendered.html,
    text: rendered.text,
    customArgs: { mailId: mail.mailId, prospectId: prospect.prospectId },
  }
}

const kindOf = (status: Decision['status']): 'approved' | 'rejected' =>
  status === 'Approved' ? 'approved' : 'rejected'

/** Notes that the mail was not wanted, so that staff see it and can have it sent. */
const skip = async (
  deps: SendDecisionMailDeps,
  { prospectId, request: { language } }: Prospect,
  { number, status }: Decision,
): Promise<WorkResult> => {
  const mail: MailRecord = {
    mailId: decisionMailId(prospectId, number),
    decision: number,
    kind: kindOf(status),
    language,
    state: 'Skipped',
    tries: 0,
    at: deps.now().toISOString(),
  }
  const outcome = await deps.headquarters.mails.write(prospectId, mail, undefined)
  if (outcome === 'conflict') return claimedElsewhere
  deps.log.info('mail-skipped', { correlationId: prospectId, mailId: mail.mailId })
  return done
}

/** The work of a message `decision-mail`. */
export const createSendDecisionMail =
  (deps: SendDecisionMailDeps) =>
  async ({ data: { prospectId, decision, role: told }, attempt }: MessageOf<'decision-mail'>): Promise<WorkResult> => {
    const stored = await deps.headquarters.prospects.read(prospectId)
    if (!stored) return { outcome: 'failed', code: 'prospect-unknown' }
    const prospect = stored.value
    // A decision that was taken back before its mail left is not told any more; the next one will be.
    if (prospect.decision?.number !== decision || prospect.decision.status !== prospect.status || !isTold(prospect))
      return leaveUnsent(deps, prospectId, mailOf(stored, decision))
    const before = mailOf(stored, decision)
    if (isOver(before)) return done
    // One whose call was begun goes its way: it was wanted then.
    const isUnwanted = prospect.decision.noMail === true
    if (isUnwanted && before?.value.state === 'Skipped') return done
    if (isUnwanted && !before) return skip(deps, prospect, prospect.decision)
    // Read before the claim: a storage that fails after it would make the mail one of unknown end.
    const present = {
      to: await presentAddress(deps.headquarters, prospect),
      role: told && attempt === 0 ? told : await roleOf(deps, prospect),
    }
    const kind = kindOf(prospect.decision.status)
    const { language } = prospect.request
    const { cause } = before?.value ?? {}
    return sendOnce(
      deps,
      { prospectId, number: decision, kind, language, ...(cause ? { cause } : {}) },
      before,
      (mailId) => compose(deps, prospect, { kind, mailId }, present),
    )
  }
