// The work of queue `mail` that tells a user of a partner: added, removed, or that the address to sign in with changed.

import type { Person } from '../domain/customer.ts'
import { type HierarchyRole, isUser } from '../domain/customer-hierarchy.ts'
import { type Language, matchLanguage } from '../domain/languages.ts'
import type { MailText } from '../domain/mail-templates.ts'
import type { MessageOf, UserMailKind } from '../domain/messages.ts'
import { isPlainPersonName } from '../domain/plain-name.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { mailTexts } from '../languages/mails-by-language.ts'
import { inMail } from '../languages/terms.ts'
import { finishMail, personValues } from './finish-mail.ts'
import type { ChannelOf } from './mail-channel.ts'
import { frameOf } from './mail-frame.ts'
import type { MailParts } from './mail-layout.ts'
import { companyInMail, displayName, plainName, quoted } from './mail-names.ts'
import { type RenderedMail, webAddress } from './render-mail.ts'
import { isOver, leaveUnsent, type SendOnceDeps, sendOnce, skipMail } from './send-once.ts'

export type SendUserMailDeps = SendOnceDeps & {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'mails' | 'complaints' | 'customers' | 'hierarchies'>
  readonly channelOf: ChannelOf
}

type UserMailInput = {
  readonly kind: UserMailKind
  readonly person: Pick<Person, 'firstName' | 'lastName'>
  readonly language: Language
  /** The address that the mail goes to. */
  readonly email: string
  readonly companyName: string
  readonly role: HierarchyRole
  readonly channel: ReturnType<ChannelOf>
  /** The Admin who added the user, as a whole name. */
  readonly addedBy?: string | undefined
}

/**
 * Renders the mail as subject, HTML and plain text. No name stands in a subject.
 * @param template by which staff want it written
 * @throws Error when the channel's sign-in address is not an absolute http or https address
 */
export const renderUserMail = (input: UserMailInput, template?: MailText): RenderedMail => {
  const { kind, person, language, email, companyName, role, channel, addedBy = '' } = input
  const words = mailTexts[language]
  const { heading, preheader, paragraphs } = words.user[kind]
  const company = companyInMail(companyName, 'approved')
  const name = displayName(person.firstName, person.lastName)
  const signsIn = kind === 'user-added' || kind === 'sign-in-address-changed'
  const parts: MailParts = {
    ...frameOf({ language, siteName: channel.title, look: channel }, name),
    subject: heading,
    preheader,
    heading,
    paragraphs: [
      ...paragraphs(company === undefined ? undefined : quoted(company, words.terms.quotes)),
      ...(kind === 'user-added' ? [words.approved.role[role]] : []),
    ],
    links:
      signsIn && channel.signInUrl ? [{ label: inMail(words.terms.signIn), url: webAddress(channel.signInUrl) }] : [],
    whyReceived: words.whyUser,
  }
  const values = {
    ...personValues(person.firstName, person.lastName),
    company,
    email,
    role: kind === 'user-added' ? words.approved.role[role] : undefined,
    addedby: isPlainPersonName(addedBy) ? plainName(addedBy, 120) : undefined,
    signinurl: parts.links[0]?.url,
    storeurl: channel.storeUrl,
  }
  return finishMail(parts, values, template)
}

/** Whether what the mail says is still so. */
const isTrue = (kind: UserMailKind, isMember: boolean): boolean => (kind === 'user-removed' ? !isMember : isMember)

/** The work of a message `user-mail`. */
export const createSendUserMail =
  (deps: SendUserMailDeps) =>
  async ({ data }: MessageOf<'user-mail'>): Promise<WorkResult> => {
    const { userId, organizationId, number, kind, home, place } = data
    const { customers, hierarchies, mails, prospects } = deps.headquarters
    const [found, organization, member, before] = await Promise.all([
      customers.read(home, userId),
      customers.read(place, organizationId),
      hierarchies.readMember(place, organizationId, userId),
      mails.read(userId, number),
    ])
    const person = found?.value
    if (person?.type !== 'Person') return { outcome: 'failed', code: 'customer-unknown' }
    if (isOver(before)) return done
    const former = person.moved?.find((moved) => moved.number === number)?.email
    const to = kind === 'sign-in-address-left' ? former : person.email
    if (!to || !isTrue(kind, member !== undefined && isUser(member))) return leaveUnsent(deps, userId, before)
    const onboarding = organization && (await prospects.readAlone(organization.value.prospectId))
    const channelName = onboarding?.request.channel ?? ''
    const channel = deps.channelOf(channelName)
    const language =
      matchLanguage(person.language) ?? onboarding?.request.language ?? channel.defaultLanguage ?? ('en' as const)
    const about = {
      numbers: [person.number, ...(organization ? [organization.value.number] : [])],
      ...(channelName === '' ? {} : { channel: channelName }),
      user: { organizationId, home, place },
    }
    const { cause } = before?.value ?? {}
    const mail = { prospectId: userId, number, kind, language, about, ...(cause ? { cause } : {}) }
    const chosen = await deps.chooseMail({ channel: channelName, type: kind, language })
    const skipped = chosen.isOff ? await skipMail(deps, mail, before) : undefined
    if (skipped) return skipped
    const companyName = organization?.value.name ?? ''
    // Only a template can name whoever added the user.
    const adder = kind === 'user-added' && chosen.text?.body.includes('%addedby%') ? member?.addedBy : undefined
    const addedBy = adder && (await hierarchies.readMember(place, organizationId, adder))?.name
    const role = member?.role ?? 'User'
    const input = { kind, person, language, email: to, companyName, role, channel, addedBy }
    const { subject, html, text, template } = renderUserMail(input, chosen.text)
    return sendOnce(deps, { ...mail, to, template }, before, (mailId) => ({
      id: mailId,
      from: chosen.sender ?? channel.sender,
      to,
      toName: displayName(person.firstName, person.lastName),
      subject,
      html,
      text,
      customArgs: { mailId, prospectId: userId },
    }))
  }
