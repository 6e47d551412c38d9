// The rows that a prospect becomes in Sales: the lead, and the note on its Timeline. They are only ever written.

import { textsAt } from '../domain/field.ts'
import { languages } from '../domain/languages.ts'
import { matchNames } from '../domain/likely/match-kinds.ts'
import { type OnboardingField, onboardingFields } from '../domain/onboarding-fields.ts'
import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import { referenceOf } from '../domain/reference.ts'
import { truncate } from '../domain/text.ts'
import type { LeadToClose, LeadToWrite } from './sales.ts'
import type { SalesRow } from './sales-row.ts'
import { rowOfShown } from './shown-columns.ts'

const leadSourceWeb = 8

/** The team that owns our leads: they are in nobody's *My Open Leads*, and its members find them. sales:install makes it. */
export const owningTeamId = '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b09'

/** The lead of a prospect: the requestor in the contact columns, the organization in the company columns. */
export const leadRow = (prospectId: string, number: string, request: OnboardingRequest): SalesRow => {
  const texts = textsAt(onboardingFields, request)
  return {
    leadid: prospectId,
    subject: truncate(`B2B onboarding request ${number}: ${request.company.name}`, 300),
    ...Object.fromEntries(
      onboardingFields.flatMap(({ path, column }) => (column === undefined ? [] : [[column, texts[path]]])),
    ),
    cb2b_prospectnumber: number,
    ...rowOfShown({ status: 'Open' }),
    leadsourcecode: leadSourceWeb,
    'ownerid@odata.bind': `/teams(${owningTeamId})`,
  }
}

/** A moment for people: `2026-11-21 07:38 UTC`. */
const readable = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`

const noteNames: Readonly<Partial<Record<OnboardingField['path'], string>>> = {
  language: 'Language of the requestor',
  channel: 'Channel',
  'company.name': 'Whole name of the company',
  'requestor.phone': 'Phone of the requestor',
}

const languageName = (tag: string | undefined): string | undefined =>
  languages.find((language) => language.tag === tag)?.name

/** Names and texts of the fields that no column holds, or not whole. */
const columnless = (request: OnboardingRequest): [name: string, text: string | undefined][] => {
  const texts = textsAt(onboardingFields, request)
  return onboardingFields
    .filter(
      ({ path, column, columnLength = Infinity }) => column === undefined || (texts[path] ?? '').length > columnLength,
    )
    .map(({ path, kind }) => [noteNames[path] ?? path, kind === 'language' ? languageName(texts[path]) : texts[path]])
}

/** In lines of their own, as sellers have to see them. */
const duplicateLines = ({ likelyDuplicates = [] }: Pick<LeadToWrite, 'likelyDuplicates'>): string[] =>
  likelyDuplicates.length === 0
    ? []
    : [
        'Likely duplicates, which are earlier requests that may be of the same company:',
        ...likelyDuplicates.map(
          ({ number, companyName, matches }) =>
            `- ${number} ${companyName}: the same ${matches.map((kind) => matchNames[kind]).join(', ')}`,
        ),
      ]

const termsOf = ({ terms }: OnboardingRequest): [name: string, text: string][] =>
  terms
    ? [
        [
          'Terms accepted',
          `version ${terms.version} of ${terms.document}, in ${languageName(terms.language) ?? terms.language}, on ${readable(terms.at)}`,
        ],
      ]
    : []

/** The note on the lead's Timeline that says that nobody has to decide it any more. */
export const withdrawalNote = ({ noteId, number, withdrawnAt }: LeadToClose): SalesRow => ({
  annotationid: noteId,
  subject: `B2B prospect ${number} was withdrawn`,
  notetext: `The requestor withdrew the request on the B2B site, on ${readable(withdrawnAt)}. There is nothing left to decide: where this lead or its opportunity is still open, close it. No e-mail leaves, and whatever is decided here changes nothing in headquarters.`,
})

/** The note on the lead's Timeline that says where it came from, with what no column holds. */
export const noteRow = (
  noteId: string,
  { number, prospectId, submittedAt, request, likelyDuplicates = [] }: Omit<LeadToWrite, 'noteId'>,
): SalesRow => {
  const more = [...columnless(request), ...Object.entries(request.attributes), ...termsOf(request)].flatMap(
    ([name, text]) => (text === undefined ? [] : [`${name}: ${text}`]),
  )
  return {
    annotationid: noteId,
    subject: `Created by dual-write from B2B prospect ${number}`,
    notetext: [
      `This lead was created by the dual-write bridge. A company asked on the B2B site, on ${readable(submittedAt)}, to become a business partner; headquarters keeps the request as prospect ${number}, and the requestor knows it by the reference ${referenceOf(prospectId)}.`,
      'Qualify the lead and close its opportunity as won to approve the partner. Disqualify the lead or close the opportunity as lost to reject it. The requestor gets the e-mail from headquarters.',
      ...duplicateLines({ likelyDuplicates }),
      ...more,
    ].join('\n'),
  }
}
