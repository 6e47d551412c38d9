// What the forms of headquarters share: only our own pages may send them, and reasons are checked.

import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { normalizeText, textProblem } from '../../shared/domain/text.ts'
import { type Answer, isCrossSite, readText, seeOther } from '../../shared/platform/http.ts'
import { type StaffDeps, staffPage, staffProblem } from './staff-page.ts'

export type FormDeps = StaffDeps & { readonly publicUrl: string }

const reasonLength = 200

/** The reason that was typed; `undefined` when it is missing or cannot be shown. */
export const reasonOf = async (request: HttpRequest): Promise<string | undefined> => {
  const body = await readText(request, 4096)
  const reason = 'code' in body ? '' : normalizeText(new URLSearchParams(body.text).get('reason') ?? '')
  return reason !== '' && textProblem(reason, reasonLength) === undefined ? reason : undefined
}

/** Back to the page *Dual-write*, which says what was done. */
export const backToDualWrite = (done: string): HttpResponseInit => seeOther(`/headquarters/dual-write?done=${done}`)

/** A form of headquarters, for those who may change something. */
export const staffForm = (
  deps: FormDeps,
  change: (request: HttpRequest, who: string) => Promise<HttpResponseInit>,
): Answer =>
  staffPage(deps, 'Headquarters.Approver', async (request, who) =>
    isCrossSite(request, [new URL(request.url).origin, deps.publicUrl])
      ? staffProblem('cross-site')
      : change(request, who),
  )
