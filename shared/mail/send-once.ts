// Sends a mail to a requestor once. The ledger row is claimed before the provider is called and settled after it; a call
// whose end is unknown is held for the provider's event before it is made once more.

import type { Language } from '../domain/languages.ts'
import type { Log } from '../domain/log-events.ts'
import type { ChosenMail, MailAsked } from '../domain/mail-templates.ts'
import type { MailKind } from '../domain/prospect-view.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { decisionMailId } from '../headquarters/decision-mail-id.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { MailAbout, MailRecord } from '../headquarters/store/mail-record.ts'
import type { Stored } from '../platform/stored.ts'
import type { MailOutcome } from './mail-outcome.ts'
import { triesWithUnknownEnd } from './send-again.ts'
import type { OutgoingMail } from './send-grid.ts'

export type SendOnceDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'mails' | 'complaints'>
  readonly sendMail: (mail: OutgoingMail) => Promise<MailOutcome>
  /** Whether staff want mails of a type sent on a channel, and how they want them written. */
  readonly chooseMail: (asked: MailAsked) => Promise<ChosenMail>
  readonly now: () => Date
  readonly log: Log
}

export type MailToSend = {
  readonly prospectId: string
  /** Under which the ledger keeps it. */
  readonly number: number
  readonly kind: MailKind
  readonly language: Language
  readonly about: MailAbout
  /** Where a number is used for one cause after the other: a mail of another cause stands in nobody's way. */
  readonly cause?: string
  /** Where it goes. Who reported one of ours as spam there gets nothing more but decisions. */
  readonly to: string
  /** By which it is written; absent = the built-in text. */
  readonly template?: MailRecord['template'] | undefined
}

/** How long a call of unknown end waits for the provider's event before it is made again. */
export const holdMs = 15 * 60_000

/** Whether nothing is left to do for a mail. */
export const isOver = (mail: Stored<MailRecord> | undefined): boolean =>
  mail?.value.state === 'Accepted' || mail?.value.state === 'Delivered' || mail?.value.state === 'Bounced'

/** How long the call that holds the claim may still be answered for. */
const remainingHoldMs = (deps: SendOnceDeps, { at }: MailRecord): number =>
  holdMs - (deps.now().getTime() - Date.parse(at))

const heldFor = (remainingMs: number): WorkResult => ({
  outcome: 'later',
  code: 'mail-unknown',
  afterSeconds: Math.ceil(remainingMs / 1000),
})

/** A mail that is not wanted any more is not sent again; whether it left before may stay unknown. */
export const leaveUnsent = async (
  deps: SendOnceDeps,
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

/**
 * Notes that a mail is not wanted, so that staff see it and can have it sent.
 * @returns nothing for one whose call was begun: it goes its way, as it was wanted then
 */
export const skipMail = async (
  deps: SendOnceDeps,
  { prospectId, number, kind, language, about }: Omit<MailToSend, 'cause' | 'template' | 'to'>,
  before: Stored<MailRecord> | undefined,
): Promise<WorkResult | undefined> => {
  if (before) return before.value.state === 'Skipped' ? done : undefined
  const mail: MailRecord = {
    mailId: decisionMailId(prospectId, number),
    decision: number,
    kind,
    language,
    about,
    state: 'Skipped',
    tries: 0,
    at: deps.now().toISOString(),
  }
  if ((await deps.headquarters.mails.write(prospectId, mail, undefined)) === 'conflict') return claimedElsewhere
  deps.log.info('mail-skipped', { correlationId: prospectId, mailId: mail.mailId })
  return done
}

const isDecision = ({ kind }: MailToSend): boolean => kind === 'approved' || kind === 'rejected'

/**
 * Leaves a mail that tells of no decision unsent where somebody at the address reported one of ours as spam, and notes why.
 * @returns nothing where it may be sent, or its call was begun and its end is awaited
 */
const skipComplained = async (
  deps: SendOnceDeps,
  mailToSend: MailToSend,
  before: Stored<MailRecord> | undefined,
): Promise<WorkResult | undefined> => {
  const { prospectId, number, kind, language, about, cause, to } = mailToSend
  if (isDecision(mailToSend)) return undefined
  const row = before?.value.cause === cause ? before?.value : undefined
  if (row?.state === 'Sending' || row?.state === 'Unknown') return undefined
  if (!(await deps.headquarters.complaints.isFrom(to))) return undefined
  if (row?.because === 'complaint') return done
  const mail: MailRecord = {
    mailId: decisionMailId(prospectId, number, cause),
    decision: number,
    kind,
    language,
    about,
    state: 'Skipped',
    because: 'complaint',
    tries: 0,
    at: deps.now().toISOString(),
    ...(cause === undefined ? {} : { cause }),
  }
  if ((await deps.headquarters.mails.write(prospectId, mail, before)) === 'conflict') return claimedElsewhere
  deps.log.info('mail-skipped', { correlationId: prospectId, mailId: mail.mailId })
  return done
}

const givenUp: WorkResult = { outcome: 'failed', code: 'mail-unknown' }
export const claimedElsewhere: WorkResult = { outcome: 'later', code: 'mail-claimed-elsewhere' }

type Claim = { readonly mail: Stored<MailRecord> } | { readonly instead: WorkResult }

/** Takes the right to send this mail now, or says what to do instead. */
const claim = async (
  deps: SendOnceDeps,
  { prospectId, number, kind, language, about, cause, template }: MailToSend,
  row: Stored<MailRecord> | undefined,
): Promise<Claim> => {
  const at = deps.now().toISOString()
  const before = row?.value.cause === cause ? row : undefined
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
    mailId: decisionMailId(prospectId, number, cause),
    decision: number,
    kind,
    language,
    about,
    state: 'Sending',
    tries: tries + 1,
    at,
    ...(cause === undefined ? {} : { cause }),
    ...(template === undefined ? {} : { template }),
  }
  const outcome = await deps.headquarters.mails.write(prospectId, mail, row)
  return outcome === 'conflict' ? { instead: claimedElsewhere } : { mail: outcome }
}

const settle = async (
  deps: SendOnceDeps,
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
    if (stored?.value.state === 'Sending' && stored.value.mailId === mail.mailId)
      await mails.write(prospectId, { ...mail, ...change, at }, stored)
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

/**
 * Sends a mail unless it was sent, or may have been.
 * @param before the mail as it is kept, read with what it tells of
 * @param compose writes it; everything that can fail was read before, as what fails after the claim has an unknown end
 */
export const sendOnce = async (
  deps: SendOnceDeps,
  mail: MailToSend,
  before: Stored<MailRecord> | undefined,
  compose: (mailId: string) => OutgoingMail,
): Promise<WorkResult> => {
  const skipped = await skipComplained(deps, mail, before)
  if (skipped) return skipped
  const claimed = await claim(deps, mail, before)
  if ('instead' in claimed) return claimed.instead
  return settle(deps, mail.prospectId, claimed.mail, await deps.sendMail(compose(claimed.mail.value.mailId)))
}
