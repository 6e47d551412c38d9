// The notes that tell sellers what they have to do: an approval is held back, or a user was not added.

import type { HeldBackReason, ToldRefusal } from '../domain/shown-in-sales.ts'
import type { ShownNote } from './sales.ts'
import type { SalesRow } from './sales-row.ts'

const whatToDo: Readonly<Record<HeldBackReason, string>> = {
  'duplicate-sign-in':
    'Somebody else signs in on the B2B site with the e-mail address of the contact. Give the contact an address of its own, or choose the contact that has it.',
  'no-email': 'The contact has no e-mail address, and a partner signs in with one. Give the contact an address.',
  'unreadable-in-sales':
    'The app cannot read the account or the contact of the opportunity. The administrator of the organization has to allow it; npm run sales:verify says what is missing.',
}

/** Why a user was not added, as far as sellers can do something about it. */
const whyRefused: Readonly<Record<ToldRefusal, string>> = {
  'cannot-be-added':
    'The e-mail address belongs to a person of another organization. Staff of headquarters see whose it is, and may link that person to this organization.',
  'too-many-users': 'The partner has as many users as it may have.',
  'already-a-user': 'Somebody in the organization signs in with this e-mail address already.',
}

type DecidedNote = Extract<ShownNote, { readonly decided: string }>

const decidedRow = ({ noteId, leadId, number, decided, by, because }: DecidedNote): SalesRow => ({
  annotationid: noteId,
  subject: `Headquarters ${decided === 'Approved' ? 'approved' : 'rejected'} B2B prospect ${number}`,
  notetext: `${by ?? 'Somebody'} decided this in headquarters, where Sales could not. What is decided here from now on changes nothing.${because === undefined ? '' : ` ${because}`}`,
  'objectid_lead@odata.bind': `/leads(${leadId})`,
})

type ErasedNote = Extract<ShownNote, { readonly erasedAt: string }>

const erasedRow = ({ noteId, leadId, number, erasedAt }: ErasedNote): SalesRow => ({
  annotationid: noteId,
  subject: `Headquarters erased the personal data of B2B prospect ${number}`,
  notetext: `On ${erasedAt.slice(0, 10)} headquarters erased what it knew of the person and the company; the number stays. What is done with this lead from now on changes nothing there, and a company that asks again is a new prospect. Nothing in Sales was erased: whether it has to be is for your organization to say.`,
  'objectid_lead@odata.bind': `/leads(${leadId})`,
})

/** The row of the note, with what it stands on. */
export const shownNoteRow = (note: ShownNote): SalesRow =>
  'decided' in note
    ? decidedRow(note)
    : 'erasedAt' in note
      ? erasedRow(note)
      : 'leadId' in note
        ? {
            annotationid: note.noteId,
            subject: `The approval of B2B prospect ${note.number} is held back`,
            notetext: `The opportunity was closed as won, and headquarters cannot approve the partner yet. ${whatToDo[note.heldBack]} Then it goes on by itself, within a quarter of an hour. Until then the requestor gets no e-mail and nobody can sign in.`,
            'objectid_lead@odata.bind': `/leads(${note.leadId})`,
          }
        : {
            annotationid: note.noteId,
            subject: `A user of the B2B site was not added: ${note.name}`,
            notetext: `An Admin of this partner asked for ${note.name} to be added as a user of the B2B site, and headquarters did not. ${whyRefused[note.refused]}`,
            'objectid_account@odata.bind': `/accounts(${note.accountId})`,
          }
