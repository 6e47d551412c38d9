// GET /headquarters/mails/{ownerId}/{mailNumber}: a mail, and what sending it again would do. POST: has it sent again.

import { linkTo } from '../../shared/domain/link-to.ts'
import { mayHaveIt } from '../../shared/domain/mail-again.ts'
import { renderMail } from '../../shared/headquarters/pages/render-mail.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import {
  type MailPlace,
  readSendable,
  type SendMailAgainDeps,
  sendMailAgain,
} from '../../shared/mail/send-mail-again.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { reasonIn } from '../reason-in.ts'
import type { Handler, Visit } from '../visit.ts'
import { noticeOf } from './notice-of.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = SendMailAgainDeps & { readonly readBridge: ReadBridge }

const placeIn = ({ request: { params } }: Visit): MailPlace | undefined => {
  const [ownerId, number] = [asGuid(params['ownerId']), params['mailNumber'] ?? '']
  return ownerId && /^\d{1,6}$/.test(number) ? { ownerId, number: Number(number) } : undefined
}

const press = async (visit: Visit, deps: Deps, place: MailPlace) => {
  const { form, who, note, refuse } = visit
  const [why, mailId] = [reasonIn(form), asGuid(form.get('mail'))]
  if (!why || !mailId) return refuse('invalid-request')
  const result = await sendMailAgain(deps, place, mailId, { who, why })
  if (result === 'unknown') return refuse('not-found')
  note(result === 'done' ? { after: { mail: 'sent again' } } : { outcome: 'nothing', after: { result } })
  return seeOther(linkTo('MailPage', { ownerId: place.ownerId, mailNumber: String(place.number) }, { done: result }))
}

export const mailPage: Handler<Deps> = async (visit, deps) => {
  const place = placeIn(visit)
  if (!place) return visit.refuse('not-found')
  if (visit.request.method === 'POST') return press(visit, deps, place)
  const found = await readSendable(deps, place)
  if (!found) return visit.refuse('not-found')
  const { mail, sendable } = found
  const hasComplained = sendable !== undefined && (await deps.headquarters.complaints.isFrom(sendable.to))
  const { notices } = staffWords.pages.mail
  return page(
    renderMail({
      ...(await readFrame(visit, deps.readBridge)),
      ...place,
      mail: mail.value,
      stands: sendable !== undefined,
      hasComplained,
      mayArriveTwice: mayHaveIt(mail.value),
      notice: noticeOf(notices, visit.request.query.get('done'), ['done']),
    }),
  )
}
