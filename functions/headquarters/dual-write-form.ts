// What the forms of the page *Dual-write* share: the page comes back with the list that it showed.

import { linkTo } from '../../shared/domain/link-to.ts'
import type { PageWords } from '../../shared/languages/staff/page-words.ts'
import { seeOther, type WebAnswer } from '../../shared/platform/http.ts'
import { errorQuery } from './error-query.ts'

/** Back to the page *Dual-write*, which says what was done. @param form which list was shown */
export const backToDualWrite = (
  done: keyof PageWords['dualWrite']['done'],
  form = new URLSearchParams(),
): WebAnswer => {
  const { state, code, kind } = errorQuery(form)
  return seeOther(linkTo('DualWritePage', {}, { done, state: state === 'Open' ? undefined : state, code, kind }))
}
