// The details of a user as they come out of contacts, web pages and input methods: with marks that nobody sees, in wide forms.

/** What was pasted into each field, and what is meant. */
export const pasted: Readonly<Record<string, readonly [typed: string, meant: string]>> = {
  firstName: ['\u2067Deniz\u00a0Su\u2069', 'Deniz Su'],
  lastName: ['Kaya\u2011Roth\u200b\u202c', 'Kaya\u2011Roth'],
  email: ['\u200bDeniz Kaya <deniz＠fabrikam．example>;\ufeff', 'deniz@fabrikam.example'],
  phone: ['\u202d＋４９\u00a0３０\u2011１２３４\u202c', '+49 30-1234'],
  jobTitle: ['\u200eHead\u00a0of\u3000IT\ufeff', 'Head of IT'],
}

export const pastedTexts = Object.fromEntries(Object.entries(pasted).map(([name, [typed]]) => [name, typed]))
export const meantTexts = Object.fromEntries(Object.entries(pasted).map(([name, [, meant]]) => [name, meant]))

/** Marks that nobody sees, and letters that were lost: none of them may be stored. */
export const strayMarks = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd]/u

/** A name in an encoding of long ago, as a form sends it: `Adèle` in Latin-1. */
export const inLatin1 = 'Ad%E8le'
