// What mails to staff say, in the language in which staff are addressed: apart from the words of the pages, which no worker
// needs.

import { mailsToStaff } from './en/mails-to-staff.ts'
import type { StaffMailWords } from './mail-words.ts'

export const staffMails: StaffMailWords & { readonly tag: string } = { tag: 'en', ...mailsToStaff }
