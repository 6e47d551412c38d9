// Memory that ends (PARTNERS I7): of which prospects personal data may go, and what stays of one. What stays says that there
// was a request, when, from where, and what became of it; nothing that says whose it was.

import type { CustomerRef, Decision, Prospect } from './prospect.ts'
import { isTestCompany } from './test-request.ts'

export const erasureCauses = ['retention', 'asked', 'test'] as const
/** `retention`: its time was over; `asked`: staff did it for the person; `test`: it was no company's. */
export type ErasureCause = (typeof erasureCauses)[number]

export type Erasure = {
  /** ISO 8601. */
  readonly at: string
  readonly because: ErasureCause
  /** The revision from which on its timeline goes on; the lines before it are gone. */
  readonly revision: number
}

/** How many decisions and questions there were of a prospect, which count from 1, and which notes of sellers were read. */
export type Happened = { readonly decisions: number; readonly questions: number; readonly notes: readonly string[] }

/** Why personal data of a prospect stays. */
export type ErasureRefusal = 'prospect-open' | 'prospect-approved'

type Judged = Pick<Prospect, 'status' | 'reopened' | 'ruling' | 'decision' | 'withdrawn' | 'flags' | 'dismissed'>

/** Somebody in Sales works on what headquarters rejected. */
const isWorkedOn = ({ flags, dismissed = [] }: Judged): boolean =>
  [...flags, ...dismissed].some(
    (flag) => flag === 'withdrawn-in-sales' || flag === 'won-after-withdrawal' || flag === 'decided-otherwise',
  )

/** Why a prospect is kept as it is; `undefined` where what is personal of it may go. */
export const erasureRefusal = (prospect: Judged): ErasureRefusal | undefined => {
  if (prospect.status === 'Approved') return 'prospect-approved'
  return prospect.status === 'Open' || prospect.reopened || prospect.ruling ? 'prospect-open' : undefined
}

/** The same where somebody asked for it: it may go whatever time has passed. */
export const erasureAsked = (prospect: Judged): 'asked' | { readonly refused: ErasureRefusal } => {
  const refused = erasureRefusal(prospect)
  return refused ? { refused } : 'asked'
}

/**
 * Why personal data of a prospect has to go by itself now; `undefined` where it stays.
 * What was only a test goes at once.
 * @param before decisions of before this moment are over; ISO 8601, absent where rejected ones keep it for ever
 */
export const erasureDue = (
  prospect: Judged & Pick<Prospect, 'erased' | 'request'>,
  before: string | undefined,
): Exclude<ErasureCause, 'asked'> | undefined => {
  if (prospect.erased || erasureRefusal(prospect)) return undefined
  if (isTestCompany(prospect.request.company.name)) return 'test'
  const over = prospect.decision?.decidedAt ?? prospect.withdrawn?.at
  if (before === undefined || over === undefined || isWorkedOn(prospect)) return undefined
  return over <= before ? 'retention' : undefined
}

const withoutPerson = ({ customerId, number, home, shared }: CustomerRef): CustomerRef => ({
  customerId,
  number,
  name: '',
  home,
  ...(shared ? { shared } : {}),
})

/** When, what and by which code; not what somebody wrote about it, nor who that was. */
const bareDecision = ({ number, status, decidedAt, here, reasonCode, noMail, closedAt }: Decision): Decision => ({
  number,
  status,
  decidedAt,
  ...(here ? { here } : {}),
  ...(reasonCode === undefined ? {} : { reasonCode }),
  ...(noMail ? { noMail } : {}),
  ...(closedAt === undefined ? {} : { closedAt }),
})

/**
 * What stays of a request: its country, language and channel. A member that is not named here goes, and so does what applicants
 * write later.
 */
const whatStays = ({ company, language, channel }: Prospect['request']): Prospect['request'] => ({
  company: { name: '', address: { line1: '', country: company.address.country } },
  requestor: { lastName: '', email: '' },
  language,
  channel,
  attributes: {},
})

/**
 * What stays of a prospect: its number, state and times, the country, channel and language of its request, the code of a reason,
 * and the ids by which it is known again, so that nothing brings back what was erased. What is named here stays, and nothing else.
 * @param at now; ISO 8601
 */
export const erased = (prospect: Prospect, because: ErasureCause, at: string): Prospect => {
  const {
    request,
    sales,
    organization,
    person,
    decision,
    hierarchyId,
    confirmation,
    withdrawn,
    stageSince,
    asked,
    askedNotes,
  } = prospect
  const { prospectId, number, type, status, submittedAt, createdAt, changedAt, customersWrittenAt } = prospect
  return {
    prospectId,
    number,
    type,
    status,
    request: whatStays(request),
    submittedAt,
    createdAt,
    changedAt,
    revision: prospect.revision,
    sales: {
      leadId: sales.leadId,
      stage: sales.stage,
      ...(sales.leadWrittenAt === undefined ? {} : { leadWrittenAt: sales.leadWrittenAt }),
    },
    ...(organization ? { organization: withoutPerson(organization) } : {}),
    ...(person ? { person: withoutPerson(person) } : {}),
    ...(hierarchyId === undefined ? {} : { hierarchyId }),
    ...(decision ? { decision: bareDecision(decision) } : {}),
    ...(confirmation ? { confirmation } : {}),
    ...(withdrawn ? { withdrawn } : {}),
    ...(customersWrittenAt === undefined ? {} : { customersWrittenAt }),
    ...(stageSince === undefined ? {} : { stageSince }),
    ...(asked === undefined ? {} : { asked }),
    ...(askedNotes === undefined ? {} : { askedNotes }),
    flags: [],
    // It is in no index any more, and must not be added again.
    matched: true,
    erased: { at, because, revision: prospect.revision + 1 },
  }
}
