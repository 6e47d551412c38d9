// The work of queue `mail`: one mail for one decision.

import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import { type Language, matchLanguage } from '../domain/languages.ts'
import type { ChosenMail } from '../domain/mail-templates.ts'
import type { MessageOf } from '../domain/messages.ts'
import type { Decision, Prospect } from '../domain/prospect.ts'
import { isTold } from '../domain/withdrawal.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { mailOf } from '../headquarters/store/prospects.ts'
import type { ApplicantUrl, ChannelOf } from './mail-channel.ts'
import { displayName } from './mail-names.ts'
import { presentAddress } from './present-address.ts'
import { type MailInput, renderMail } from './render-mail.ts'
import type { OutgoingMail } from './send-grid.ts'
import { isOver, leaveUnsent, type MailToSend, type SendOnceDeps, sendOnce, skipMail } from './send-once.ts'

export type SendDecisionMailDeps = SendOnceDeps & {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'mails' | 'complaints' | 'customers' | 'hierarchies'>
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

/** The person's, which staff and salespeople may have changed, else that of the request. */
export const languageOf = ({ person, request }: Prospect): Language =>
  matchLanguage(person?.details?.['language']) ?? request.language

/** What is true of the person at present. */
type Present = { readonly to: string; readonly role: HierarchyRole }

type Written = {
  readonly used: MailToSend['template']
  readonly outgoing: Omit<OutgoingMail, 'id' | 'customArgs' | 'isDecision'>
}

const write = (
  deps: SendDecisionMailDeps,
  prospect: Prospect,
  kind: 'approved' | 'rejected',
  { to, role }: Present,
  chosen: ChosenMail,
): Written => {
  const { company, requestor, channel: channelName, comments } = prospect.request
  const language = languageOf(prospect)
  const channel = deps.channelOf(channelName)
  const code = kind === 'rejected' ? prospect.decision?.reasonCode : undefined
  const reason = code === undefined ? undefined : deps.publicReason?.(code, language)
  const input: MailInput = {
    ...(kind === 'approved' ? { kind, role } : { kind }),
    requestId: prospect.prospectId,
    language,
    firstName: requestor.firstName ?? '',
    lastName: requestor.lastName,
    companyName: company.name,
    siteName: channel.title,
    look: channel,
    email: to,
    postalCode: company.address.postalCode,
    comments,
    ...(reason === undefined ? {} : { reason }),
    ...(kind === 'approved' && deps.statusUrl
      ? { statusUrl: deps.statusUrl(prospect.prospectId, language, channelName) }
      : {}),
    ...(kind === 'approved' && channel.signInUrl ? { signInUrl: channel.signInUrl } : {}),
  }
  const { subject, html, text, template: used } = renderMail(input, chosen.text)
  const toName = displayName(requestor.firstName ?? '', requestor.lastName)
  return { used, outgoing: { to, toName, from: chosen.sender ?? channel.sender, subject, html, text } }
}

const kindOf = (status: Decision['status']): 'approved' | 'rejected' =>
  status === 'Approved' ? 'approved' : 'rejected'

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
    // Nobody knows any more whom to tell.
    if (prospect.erased) return done
    const before = mailOf(stored, decision)
    if (isOver(before)) return done
    const kind = kindOf(prospect.decision.status)
    const { channel } = prospect.request
    const language = languageOf(prospect)
    const mail = { prospectId, number: decision, kind, language, about: { numbers: [prospect.number], channel } }
    const chosen = await deps.chooseMail({ channel, type: kind, language })
    const isUnwanted = prospect.decision.noMail === true || (chosen.isOff && prospect.decision.mailWanted !== true)
    const skipped = isUnwanted ? await skipMail(deps, mail, before) : undefined
    if (skipped) return skipped
    // Read before the claim: a storage that fails after it would make the mail one of unknown end.
    const present = {
      to: await presentAddress(deps.headquarters, prospect),
      role: told && attempt === 0 ? told : await roleOf(deps, prospect),
    }
    const { used, outgoing } = write(deps, prospect, kind, present, chosen)
    const { cause } = before?.value ?? {}
    return sendOnce(
      deps,
      { ...mail, to: outgoing.to, template: used, ...(cause ? { cause } : {}) },
      before,
      (mailId) => ({
        id: mailId,
        ...outgoing,
        isDecision: true,
        customArgs: { mailId, prospectId },
      }),
    )
  }
