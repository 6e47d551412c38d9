// The types of mails that staff can write templates for, and the placeholders that each has, in Microsoft's form:
// https://learn.microsoft.com/dynamics365/commerce/email-templates-transactions

import type { MailKind } from './prospect-view.ts'

/**
 * What people typed; `name` is a person's whole name, in the order of its script. A mail that may not name them is sent with
 * the built-in text, which does without.
 */
export const namePlaceholders = ['firstname', 'lastname', 'name', 'company'] as const

/** An address on the web. Where there is none, what stands around its link is left out. */
export const linkPlaceholders = ['signinurl', 'statusurl', 'confirmurl', 'storeurl'] as const

/** A sentence or a word. Where there is none, what it stands in is left out. */
const textPlaceholders = [
  'email',
  'zipcode',
  'comments',
  'storename',
  'reference',
  'role',
  'addedby',
  'reason',
  'usualtime',
  'confirmnote',
  'question',
] as const

/** A paragraph for each of several links; it stands alone in a paragraph. */
export const listPlaceholder = 'requests'

export const placeholders = [...namePlaceholders, ...linkPlaceholders, ...textPlaceholders, listPlaceholder] as const

export type Placeholder = (typeof placeholders)[number]
export type LinkPlaceholder = (typeof linkPlaceholders)[number]

export type MailTypeFacts = {
  readonly has: readonly Placeholder[]
  /** Those that may stand in the subject as well: names only once somebody decided, links never. */
  readonly inSubject: readonly Placeholder[]
  /** Without these nobody could do what the mail is for. */
  readonly needs: readonly Placeholder[]
  /** Whether a profile may switch it off. */
  readonly mayBeOff: boolean
}

const person = namePlaceholders
const store = ['storename', 'storeurl'] as const

export const mailTypes: Readonly<Record<MailKind, MailTypeFacts>> = {
  received: {
    has: [...person, ...store, 'reference', 'statusurl', 'confirmurl', 'usualtime', 'confirmnote'],
    inSubject: ['storename', 'reference'],
    needs: ['statusurl', 'confirmurl'],
    mayBeOff: true,
  },
  // Who is asked nothing would never answer.
  question: {
    has: [...person, ...store, 'reference', 'statusurl', 'question'],
    inSubject: ['storename', 'reference'],
    needs: ['question', 'statusurl'],
    mayBeOff: false,
  },
  // A question is closed only after both; a setting has none at all.
  'question-reminder': {
    has: [...person, ...store, 'reference', 'statusurl', 'question'],
    inSubject: ['storename', 'reference'],
    needs: ['question', 'statusurl'],
    mayBeOff: false,
  },
  approved: {
    has: [...person, 'email', 'zipcode', 'comments', ...store, 'reference', 'signinurl', 'statusurl', 'role'],
    inSubject: ['company', 'storename', 'reference'],
    needs: ['signinurl'],
    mayBeOff: true,
  },
  rejected: {
    has: [...person, ...store, 'reference', 'reason'],
    inSubject: ['storename', 'reference'],
    needs: [],
    mayBeOff: true,
  },
  // Somebody asked for it and waits.
  'link-again': {
    has: [...store, listPlaceholder],
    inSubject: ['storename'],
    needs: [listPlaceholder],
    mayBeOff: false,
  },
  'user-added': {
    has: [...person, 'email', ...store, 'signinurl', 'role', 'addedby'],
    inSubject: ['storename'],
    needs: ['signinurl'],
    mayBeOff: true,
  },
  'user-removed': { has: [...person, 'email', ...store], inSubject: ['storename'], needs: [], mayBeOff: true },
  // Both tell whoever lost a sign-in to somebody else.
  'sign-in-address-changed': {
    has: [...person, 'email', ...store, 'signinurl'],
    inSubject: ['storename'],
    needs: [],
    mayBeOff: false,
  },
  'sign-in-address-left': { has: [...person, 'email', ...store], inSubject: ['storename'], needs: [], mayBeOff: false },
}

const known: ReadonlySet<string> = new Set(placeholders)

/** Whether a word between percent signs is a placeholder of any type. */
export const isPlaceholder = (word: string): word is Placeholder => known.has(word)

/** Whether a placeholder is an address on the web. */
export const isLink = (name: Placeholder): name is LinkPlaceholder => linkPlaceholders.some((link) => link === name)
