// Everything headquarters knows of one prospect, for its page and its JSON.

import type { Customer } from '../domain/customer.ts'
import { knownAddress } from '../domain/known-address.ts'
import type { CustomerRef, Prospect } from '../domain/prospect.ts'
import type { DuplicateView, MailView, ProspectView } from '../domain/prospect-view.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { isTold } from '../domain/withdrawal.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'
import { decisionMailId } from './decision-mail-id.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { MailRecord } from './store/mail-record.ts'

/** A mail as staff and whoever it is about see it. */
export const mailView = ({ mailId, kind, language, state, at, template, trouble, because }: MailRecord): MailView => ({
  mailId,
  kind,
  language,
  state,
  at,
  ...(template ? { template } : {}),
  ...(trouble ? { trouble } : {}),
  ...(because ? { because } : {}),
})

/** The lines with those of the mails among them, each where its time is. Oldest first. */
const withMails = (timeline: readonly TimelineEntry[], mails: readonly MailRecord[]): TimelineEntry[] => {
  const lines = [...timeline]
  for (const { kind, state, at } of mails.toSorted((a, b) => a.decision - b.decision)) {
    const before = lines.findLastIndex((line) => line.at <= at)
    lines.splice(before + 1, 0, { at, actor: 'headquarters', code: 'mail', kind, state })
  }
  return lines
}

/** The mail of the last decision that has not been asked for yet. */
const waitingMail = (prospect: Prospect): MailView[] => {
  const { decision } = prospect
  if (!decision || decision.status !== prospect.status || !isTold(prospect)) return []
  return [
    {
      mailId: decisionMailId(prospect.prospectId, decision.number),
      kind: decision.status === 'Approved' ? 'approved' : 'rejected',
      language: prospect.request.language,
      state: 'Waiting',
      at: decision.decidedAt,
    },
  ]
}

const isOfDecision = ({ kind }: MailView): boolean => kind === 'approved' || kind === 'rejected'

/** The customers by the names they have now. */
const customersOf = async (
  { customers }: Pick<HeadquartersStore, 'customers'>,
  { organization, person }: Prospect,
): Promise<ProspectView['customers']> => {
  const view = async (type: Customer['type'], ref: CustomerRef | undefined) => {
    if (!ref) return []
    const { home, customerId, number, name } = ref
    const customer = await unlessUnreadable(customers.read(home, customerId), undefined)
    return [{ customerId, number, type, name: customer?.value.name ?? name }]
  }
  return (await Promise.all([view('Organization', organization), view('Person', person)])).flat()
}

/** The others as they are now; one storage transaction for each. */
export const duplicatesOf = async (
  { prospects }: Pick<HeadquartersStore, 'prospects'>,
  { likelyDuplicates = [] }: Pick<Prospect, 'likelyDuplicates'>,
): Promise<DuplicateView[]> => {
  const found = await Promise.all(
    likelyDuplicates.map(async ({ prospectId, matches }) => {
      const other = await unlessUnreadable(prospects.readAlone(prospectId), undefined)
      if (!other || other.erased) return []
      const { number, status, request } = other
      return [{ prospectId, number, companyName: request.company.name, status, matches }]
    }),
  )
  return found.flat()
}

/** Whoever signs in with the address that an approval waits for; two storage transactions where one does. */
const signInTakenBy = async (
  { signIns, customers }: Pick<HeadquartersStore, 'signIns' | 'customers'>,
  prospect: Prospect,
): Promise<ProspectView['signInTakenBy']> => {
  if (!prospect.flags.includes('duplicate-sign-in')) return undefined
  const holder = await unlessUnreadable(signIns.holder(knownAddress(prospect)), undefined)
  if (!holder || holder.customerId === prospect.person?.customerId) return undefined
  const found = await unlessUnreadable(customers.locate(holder.customerId), undefined)
  if (!found) return undefined
  const { customerId, number, name } = found.value
  return { customerId, number, name }
}

/** Reads a prospect; `undefined` when there is none with this id. */
export const readProspectView = async (
  headquarters: Pick<HeadquartersStore, 'prospects' | 'customers' | 'hierarchies' | 'signIns'>,
  prospectId: string,
): Promise<ProspectView | undefined> => {
  const whole = await headquarters.prospects.readWhole(prospectId)
  if (!whole) return undefined
  const { prospect } = whole
  const mails = whole.mails.map(mailView)
  const { hierarchyId, organization, request, decision } = prospect
  const [customers, duplicates, takenBy, hierarchy] = await Promise.all([
    customersOf(headquarters, prospect),
    duplicatesOf(headquarters, prospect),
    signInTakenBy(headquarters, prospect),
    hierarchyId && organization
      ? unlessUnreadable(headquarters.hierarchies.readWhole(organization.home, hierarchyId), undefined)
      : undefined,
  ])
  // What was erased is told to nobody any more.
  const isAsked = prospect.erased !== undefined || whole.mails.some((mail) => mail.decision === decision?.number)
  const waiting = isAsked ? [] : waitingMail(prospect)
  const { leadId, leadWrittenAt, ...sales } = prospect.sales
  return {
    prospectId,
    number: prospect.number,
    type: prospect.type,
    status: prospect.status,
    ...request,
    submittedAt: prospect.submittedAt,
    createdAt: prospect.createdAt,
    changedAt: prospect.changedAt,
    sales: { ...sales, lead: { id: leadId, ...(leadWrittenAt ? { writtenAt: leadWrittenAt } : {}) } },
    customers,
    ...(hierarchy ? { hierarchy } : {}),
    ...(decision ? { decision: { ...decision, stands: decision.status === prospect.status } } : {}),
    ...(prospect.withdrawn ? { withdrawn: prospect.withdrawn } : {}),
    ...(prospect.confirmation ? { confirmation: prospect.confirmation } : {}),
    // Those of decisions first, as ever.
    mails: [...mails.filter(isOfDecision), ...waiting, ...mails.filter((mail) => !isOfDecision(mail))],
    ...(prospect.noMail ? { noMail: true } : {}),
    timeline: withMails(whole.timeline, whole.mails).reverse(),
    ...(whole.unreadable > 0 ? { unreadable: whole.unreadable } : {}),
    flags: prospect.flags,
    ...(prospect.dismissed ? { dismissed: prospect.dismissed } : {}),
    ...(prospect.ruling ? { ruling: prospect.ruling } : {}),
    ...(prospect.stageSince ? { stageSince: prospect.stageSince } : {}),
    ...(prospect.pauses ? { pauses: prospect.pauses } : {}),
    ...(prospect.question ? { question: prospect.question } : {}),
    ...(prospect.asked ? { asked: prospect.asked } : {}),
    ...(prospect.answers ? { answers: prospect.answers } : {}),
    ...(prospect.erased ? { erased: prospect.erased } : {}),
    ...(takenBy ? { signInTakenBy: takenBy } : {}),
    ...(duplicates.length > 0 ? { likelyDuplicates: duplicates } : {}),
  }
}
