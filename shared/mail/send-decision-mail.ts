// The work of queue `mail`: one mail for one decision. The ledger row is claimed before the provider is called and
// settled after it; a call whose end is unknown is held for the provider's event before it is made once more.

import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { Language } from '../domain/languages.ts'
import type { Log } from '../domain/log-events.ts'
import type { MessageOf } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { decisionMailId } from '../headquarters/decision-mail-id.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { MailRecord } from '../headquarters/store/mail-record.ts'
import { mailOf } from '../headquarters/store/prospects.ts'
import type { Stored } from '../platform/stored.ts'
import { displayName } from './mail-names.ts'
import type { MailOutcome } from './mail-outcome.ts'
import { renderMail } from './render-mail.ts'
import { triesWithUnknownEnd } from './send-again.ts'
import type { OutgoingMail } from './send-grid.ts'

export type SendDecisionMailDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'mails' | 'customers' | 'hierarchies'>
  readonly sendMail: (mail: OutgoingMail) => Promise<MailOutcome>
  readonly siteName: string
  readonly signInUrl?: string
  /** The applicant's own status page. */
  readonly statusUrl?: (requestId: string, language: Language) => string
  readonly now: () => Date
  readonly log: Log
}

/** How long a call of unknown end waits for the provider's event before it is made again. */
export const holdMs = 15 * 60_000

/** The address of the present: the person's, where there is one, else the lead's, else the one of the request. */
const addressOf = async ({ headquarters }: SendDecisionMailDeps, prospect: Prospect): Promise<string> => {
  const { person, sales, request } = prospect
  if (!person) return sales.leadEmail ?? request.requestor.email
  // Prospects that were stored before they knew the address of their person.
  const email = person.email ?? (await headquarters.customers.read(person.home, person.customerId))?.value.email
  return email ?? request.requestor.email
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
  mail: MailRecord,
  { to, role }: Present,
): OutgoingMail => {
  const { company, requestor, language } = prospect.request
  const rendered = renderMail({
    ...(mail.kind === 'approved' ? { kind: mail.kind, role } : { kind: mail.kind }),
    language,
    firstName: requestor.firstName ?? '',
    lastName: requestor.lastName,
    companyName: company.name,
    siteName: deps.siteName,
    ...(mail.kind === 'approved' && deps.statusUrl ? { statusUrl: deps.statusUrl(prospect.prospectId, language) } : {}),
    ...(mail.kind === 'approved' && deps.signInUrl ? { signInUrl: deps.signInUrl } : {}),
  })
  return {
    id: mail.mailId,
    to,
    toName: displayName(requestor.firstName ?? '', requestor.lastName),
    subject: rendered.subject,
    html: rendered.html,
    text: rendered.text,
    customArgs: { mailId: mail.mailId, prospectId: prospect.prospectId },
  }
}

const isOver = (mail: Stored<MailRecord> | undefined): boolean =>
  mail?.value.state === 'Accepted' || mail?.value.state === 'Delivered' || mail?.value.state === 'Bounced'

/** How long the call that holds the claim may still be answered for. */
const remainingHoldMs = (deps: SendDecisionMailDeps, { at }: MailRecord): number =>
  holdMs - (deps.now().getTime() - Date.parse(at))

const heldFor = (remainingMs: number): WorkResult => ({
  outcome: 'later',
  code: 'mail-unknown',
  afterSeconds: Math.ceil(remainingMs / 1000),
})

/** A mail that is not wanted any more is not sent again; whether it left before may stay unknown. */
const leaveUnsent = async (
  deps: SendDecisionMailDeps,
  prospectId: string,
  before: Stored<MailRecord> | undefined,
): Promise<WorkResult> => {
  if (before?.value.state !== 'Sending') return done
  const remainingMs = remainingHoldMs(deps, before.value)
  if (remainingMs > 0) return heldFor(remainingMs)
  const next: MailRecord = { ...before.value, state: 'Unknown', at: deps.now().toISOString() }
  // When this conflicts, the provider's event came meanwhile and says what became of the mail.
  if ((await deps.headquarters.mails.write(prospectId, next, before)) !== 'conflict')
    deps.log.error('mail-unknown', { correlationId: prospectId, mailId: next.mailId })
  return done
}

const givenUp: WorkResult = { outcome: 'failed', code: 'mail-unknown' }
const claimedElsewhere: WorkResult = { outcome: 'later', code: 'mail-claimed-elsewhere' }

type Claim = { readonly mail: Stored<MailRecord> } | { readonly instead: WorkResult }

/** Takes the right to send this mail now, or says what to do instead. */
const claim = async (
  deps: SendDecisionMailDeps,
  prospect: Prospect,
  before: Stored<MailRecord> | undefined,
  decision: number,
): Promise<Claim> => {
  const { prospectId } = prospect
  const at = deps.now().toISOString()
  const state = before?.value.state
  const tries = before?.value.tries ?? 0
  if (before && state === 'Sending') {
    const remainingMs = remainingHoldMs(deps, before.value)
    if (remainingMs > 0) return { instead: heldFor(remainingMs) }
    if (tries >= triesWithUnknownEnd) {
      const given = { ...before.value, state: 'Unknown' as const, at }
      const outcome = await deps.headquarters.mails.write(prospectId, given, before)
      if (outcome === 'conflict') return { instead: claimedElsewhere }
      deps.log.error('mail-unknown', { correlationId: prospectId, mailId: given.mailId })
      return { instead: givenUp }
    }
  }
  // Given up, but perhaps nobody was told yet.
  if (state === 'Unknown') return { instead: givenUp }
  // A refused mail was certainly not sent; whoever asks again has mended what was wrong.
  const mail: MailRecord = {
    mailId: decisionMailId(prospectId, decision),
    decision,
    kind: prospect.decision?.status === 'Approved' ? 'approved' : 'rejected',
    language: prospect.request.language,
    state: 'Sending',
    tries: tries + 1,
    at,
  }
  const outcome = await deps.headquarters.mails.write(prospectId, mail, before)
  return outcome === 'conflict' ? { instead: claimedElsewhere } : { mail: outcome }
}

const settle = async (
  deps: SendDecisionMailDeps,
  prospectId: string,
  claimed: Stored<MailRecord>,
  outcome: MailOutcome,
): Promise<WorkResult> => {
  const at = deps.now().toISOString()
  const { value: mail } = claimed
  const write = async (change: Partial<MailRecord>): Promise<void> => {
    const { mails } = deps.headquarters
    if ((await mails.write(prospectId, { ...mail, ...change, at }, claimed)) !== 'conflict') return
    const stored = await mails.read(prospectId, mail.decision)
    // The provider's event can be faster than its answer, and knows more.
    if (stored?.value.state === 'Sending') await mails.write(prospectId, { ...mail, ...change, at }, stored)
  }
  switch (outcome.outcome) {
    case 'accepted':
      await write({ state: 'Accepted', ...(outcome.messageId ? { messageId: outcome.messageId } : {}) })
      deps.log.info('mail-accepted', { correlationId: prospectId, mailId: mail.mailId })
      return done
    case 'transient':
      // Certainly not sent: the claim is given back, and this try does not count.
      await write({ state: 'Waiting', tries: mail.tries - 1 })
      return {
        outcome: 'later',
        code: outcome.code,
        ...(outcome.retryAfterSeconds === undefined ? {} : { afterSeconds: outcome.retryAfterSeconds }),
      }
    case 'unknown':
      return { outcome: 'later', code: outcome.code, afterSeconds: holdMs / 1000 }
    case 'permanent':
      await write({ state: 'Refused', tries: mail.tries - 1 })
      return { outcome: 'failed', code: outcome.code }
  }
}

/** The work of a message `decision-mail`. */
export const createSendDecisionMail =
  (deps: SendDecisionMailDeps) =>
  async ({ data: { prospectId, decision } }: MessageOf<'decision-mail'>): Promise<WorkResult> => {
    const stored = await deps.headquarters.prospects.read(prospectId)
    if (!stored) return { outcome: 'failed', code: 'prospect-unknown' }
    const prospect = stored.value
    // A decision that was taken back before its mail left is not told any more; the next one will be.
    if (prospect.decision?.number !== decision || prospect.decision.status !== prospect.status)
      return leaveUnsent(deps, prospectId, mailOf(stored, decision))
    const before = mailOf(stored, decision)
    if (isOver(before)) return done
    // Read before the claim: a storage that fails after it would make the mail one of unknown end.
    const present = { to: await addressOf(deps, prospect), role: await roleOf(deps, prospect) }
    const claimed = await claim(deps, prospect, before, decision)
    if ('instead' in claimed) return claimed.instead
    return settle(
      deps,
      prospectId,
      claimed.mail,
      await deps.sendMail(compose(deps, prospect, claimed.mail.value, present)),
    )
  }
