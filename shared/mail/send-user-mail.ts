// The work of queue `mail` that tells a user of a partner: added, removed, or that the address to sign in with changed.

import type { Person } from '../domain/customer.ts'
import { type HierarchyRole, isUser } from '../domain/customer-hierarchy.ts'
import { matchLanguage } from '../domain/languages.ts'
import type { MessageOf, UserMailKind } from '../domain/messages.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { mailTexts } from '../languages/mails-by-language.ts'
import { inMail } from '../languages/terms.ts'
import type { ChannelOf } from './mail-channel.ts'
import { type MailParts, mailHtml, mailText } from './mail-layout.ts'
import { companyInMail, displayName, plainName, quoted } from './mail-names.ts'
import { type RenderedMail, webAddress } from './render-mail.ts'
import { isOver, leaveUnsent, type SendOnceDeps, sendOnce } from './send-once.ts'

export type SendUserMailDeps = SendOnceDeps & {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'mails' | 'customers' | 'hierarchies'>
  readonly channelOf: ChannelOf
}

type UserMailInput = {
  readonly kind: UserMailKind
  readonly person: Pick<Person, 'firstName' | 'lastName' | 'language'>
  readonly companyName: string
  readonly role: HierarchyRole
  readonly channel: ReturnType<ChannelOf>
}

/**
 * Renders the mail as subject, HTML and plain text. No name stands in a subject.
 * @throws Error when the channel's sign-in address is not an absolute http or https address
 */
export const renderUserMail = ({ kind, person, companyName, role, channel }: UserMailInput): RenderedMail => {
  const language = matchLanguage(person.language) ?? 'en'
  const words = mailTexts[language]
  const { heading, preheader, paragraphs } = words.user[kind]
  const company = companyInMail(companyName, 'approved')
  const name = displayName(person.firstName, person.lastName)
  const signsIn = kind === 'user-added' || kind === 'sign-in-address-changed'
  const parts: MailParts = {
    language,
    subject: heading,
    preheader,
    heading,
    greeting: name === '' ? words.greetingWithoutName : words.greeting(name),
    paragraphs: [
      ...paragraphs(company === undefined ? undefined : quoted(company, words.terms.quotes)),
      ...(kind === 'user-added' ? [words.approved.role[role]] : []),
    ],
    links:
      signsIn && channel.signInUrl ? [{ label: inMail(words.terms.signIn), url: webAddress(channel.signInUrl) }] : [],
    closing: words.closing,
    siteName: plainName(channel.title, 100),
    colour: channel.colour,
    logoUrl: channel.logoUrl,
    whyReceived: words.whyUser,
    colon: words.terms.punctuation.colon,
  }
  return { subject: parts.subject, html: mailHtml(parts), text: mailText(parts), language }
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
    const channel = deps.channelOf(onboarding?.request.channel ?? '')
    const companyName = organization?.value.name ?? ''
    const rendered = renderUserMail({ kind, person, companyName, role: member?.role ?? 'User', channel })
    const { subject, html, text, language } = rendered
    return sendOnce(deps, { prospectId: userId, number, kind, language }, before, (mailId) => ({
      id: mailId,
      from: channel.sender,
      to,
      toName: displayName(person.firstName, person.lastName),
      subject,
      html,
      text,
      customArgs: { mailId, prospectId: userId },
    }))
  }
