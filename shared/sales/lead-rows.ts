// The rows that a prospect becomes in Sales: the lead, and the note on its Timeline. They are only ever written.

import { textsAt } from '../domain/field.ts'
import { languages } from '../domain/languages.ts'
import { type OnboardingField, onboardingFields } from '../domain/onboarding-fields.ts'
import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import { truncate } from '../domain/text.ts'
import type { SalesRow } from './sales-row.ts'

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

/** The note on the lead's Timeline that says where it came from, with what no column holds. */
export const noteRow = (noteId: string, number: string, submittedAt: string, request: OnboardingRequest): SalesRow => {
  const more = [...columnless(request), ...Object.entries(request.attributes)].flatMap(([name, text]) =>
    text === undefined ? [] : [`${name}: ${text}`],
  )
  return {
    annotationid: noteId,
    subject: `Created by dual-write from B2B prospect ${number}`,
    notetext: [
      `This lead was created by the dual-write bridge. A company asked on the B2B site, on ${readable(submittedAt)}, to become a business partner; headquarters keeps the request as prospect ${number}.`,
      'Qualify the lead and close its opportunity as won to approve the partner. Disqualify the lead or close the opportunity as lost to reject it. The requestor gets the e-mail from headquarters.',
      ...more,
    ].join('\n'),
  }
}
