// What the rows of a prospect look like: itself, its mails, its line in the lists, and what points at it.

import { readAskedPath } from '../../channel/store/formats.ts'
import { readOnboardingRequest } from '../../channel/store/request-reader.ts'
import type { Confirmation } from '../../domain/confirmation.ts'
import { type Erasure, erasureCauses } from '../../domain/erasure.ts'
import { flagCodes } from '../../domain/flags.ts'
import type { LikelyDuplicate } from '../../domain/likely/likely-duplicates.ts'
import { matchKinds } from '../../domain/likely/match-kinds.ts'
import type { Listed } from '../../domain/lists/listed.ts'
import {
  type ClaimNote,
  type CustomerRef,
  type Decision,
  type Prospect,
  type ProspectSummary,
  prospectStatuses,
  type SalesLink,
} from '../../domain/prospect.ts'
import type { Answer, Pause, Question } from '../../domain/question.ts'
import type { Ruling } from '../../domain/ruling.ts'
import { salesStages } from '../../domain/sales-outcome.ts'
import { type Withdrawal, withdrawalReasons } from '../../domain/withdrawal.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { listOf, number, objectOf, oneOf, onlyTrue, recordOf, text } from '../../platform/shape.ts'

export const readStatus = oneOf(prospectStatuses)

const flags = listOf(oneOf(flagCodes))

const stage = oneOf(salesStages)

const sales = objectOf<SalesLink>(
  { leadId: text, stage },
  {
    leadWrittenAt: text,
    opportunity: objectOf<NonNullable<SalesLink['opportunity']>>({
      id: text,
      name: text,
      state: oneOf<'Open' | 'Won' | 'Lost'>({ Open: true, Won: true, Lost: true }),
    }),
    leadEmail: text,
    leadWithout: listOf(text),
    mergedInto: objectOf<NonNullable<SalesLink['mergedInto']>>({}, { leadId: text, number: text }),
  },
)

const customerRef = objectOf<CustomerRef>(
  { customerId: text, number: text, name: text, home: text },
  { shared: onlyTrue, email: text, emailUnwritten: onlyTrue, details: recordOf(text) },
)

const decision = objectOf<Decision>(
  { number, status: oneOf<Decision['status']>({ Approved: true, Rejected: true }), decidedAt: text },
  {
    reason: text,
    statusReason: text,
    decidedBy: text,
    closedAt: text,
    noMail: onlyTrue,
    here: onlyTrue,
    reasonCode: text,
    email: text,
    mailWanted: onlyTrue,
  },
)

const pauses = listOf(objectOf<Pause>({ from: text }, { to: text }))

const readDecided = oneOf<Decision['status']>({ Approved: true, Rejected: true })

const ruling = objectOf<Ruling>(
  { status: readDecided, by: text, byId: text, at: text, from: text },
  {
    note: text,
    reason: text,
    noMail: onlyTrue,
    organizationId: text,
    personId: text,
    email: text,
    proposed: onlyTrue,
    confirmedBy: text,
  },
)

const answer = objectOf<Answer>(
  {
    number,
    question: text,
    text,
    at: text,
    changes: listOf(objectOf<Answer['changes'][number]>({ path: text }, { before: text, after: text })),
  },
  { isLate: onlyTrue },
)

const prospect = objectOf<Prospect>(
  {
    prospectId: text,
    number: text,
    type: oneOf<Prospect['type']>({ 'B2B prospect': true }),
    status: readStatus,
    request: readOnboardingRequest,
    submittedAt: text,
    createdAt: text,
    changedAt: text,
    revision: number,
    sales,
    flags,
  },
  {
    organization: customerRef,
    person: customerRef,
    hierarchyId: text,
    claiming: objectOf<ClaimNote>({ customerId: text, email: text }),
    hierarchyPending: objectOf<NonNullable<Prospect['hierarchyPending']>>({ email: text }),
    decision,
    ruling,
    reopened: onlyTrue,
    dismissed: flags,
    noMail: onlyTrue,
    confirmation: objectOf<Confirmation>({}, { required: onlyTrue, confirmedAt: text }),
    withdrawn: objectOf<Withdrawal>({ at: text, because: oneOf(withdrawalReasons) }),
    question: objectOf<Question>(
      { number, text, fields: listOf(readAskedPath), askedAt: text, by: text },
      { noteId: text },
    ),
    asked: number,
    answers: listOf(answer),
    askedNotes: listOf(text),
    pauses,
    customersWrittenAt: text,
    likelyDuplicates: listOf(objectOf<LikelyDuplicate>({ prospectId: text, matches: listOf(oneOf(matchKinds)) })),
    matched: onlyTrue,
    wasHeld: onlyTrue,
    listedAddress: onlyTrue,
    listed: objectOf<Listed>({ lists: listOf(text), counts: listOf(text) }),
    stageSince: text,
    told: recordOf(number),
    erased: objectOf<Erasure>({ at: text, because: oneOf(erasureCauses), revision: number }),
  },
)

export const prospectFormat = createRowFormat(prospect, [
  ({ joining, ...stored }) => (joining === undefined ? stored : { ...stored, hierarchyPending: joining }),
  ({ listedMissing, listedUndelivered, ...stored }) => {
    // Two lists that were kept beside the others, under names of their own.
    const own = [...(listedMissing ? ['Missing'] : []), ...(listedUndelivered ? ['Undelivered'] : [])]
    if (own.length === 0) return stored
    const { lists = [], counts = [] } = (stored['listed'] ?? {}) as Partial<Listed>
    return { ...stored, listed: { lists: [...lists, ...own], counts } }
  },
])

export const summaryFormat = createRowFormat(
  objectOf<ProspectSummary>(
    {
      prospectId: text,
      number: text,
      status: readStatus,
      companyName: text,
      requestorName: text,
      country: text,
      stage,
      flags,
      createdAt: text,
      changedAt: text,
    },
    {
      channel: text,
      decidedAt: text,
      atypical: onlyTrue,
      likelyDuplicates: number,
      stageSince: text,
      pauses,
      erased: onlyTrue,
    },
  ),
)
