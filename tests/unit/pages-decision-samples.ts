// The pages on which staff decide, drawn with sample data.

import { rulingActs } from '../../shared/domain/ruling.ts'
import type { Viewer } from '../../shared/headquarters/access.ts'
import type { BridgeView } from '../../shared/headquarters/pages/bridge-banner.ts'
import { renderApprove } from '../../shared/headquarters/pages/render-approve.ts'
import { renderQuestion } from '../../shared/headquarters/pages/render-question.ts'
import { renderRuling } from '../../shared/headquarters/pages/render-ruling.ts'
import type { Html } from '../../shared/platform/html.ts'
import { prospect } from '../support/domain-samples.ts'
import { at } from './pages-prospect-sample.ts'
import type { Change } from './pages-samples.ts'

/** Which of them there are. */
export const decisionActions = [...rulingActs, 'dismiss'] as const

export const decisionPages = (text: Change, bridge: BridgeView, viewer: Viewer): Record<string, Html> => {
  const plain = prospect({ flags: ['lead-missing'] })
  const { request } = plain
  const sample = {
    ...plain,
    number: text('P-000042'),
    request: {
      ...request,
      company: { ...request.company, name: text('Fabrikam GmbH') },
      requestor: {
        ...request.requestor,
        firstName: text('Ada'),
        lastName: text('Roth'),
        email: text('ada@fabrikam.example'),
      },
    },
  }
  const candidate = {
    customerId: text('c1'),
    number: text('C-000107'),
    name: text('Fabrikam AG'),
    email: text('ada@fabrikam.example'),
    hierarchy: text('H-000009'),
  }
  const ruling = {
    status: 'Approved',
    by: text('Kim Larsen'),
    byId: 'o1',
    at,
    from: at,
    note: text('Known'),
    proposed: true,
  } as const
  const question = { number: 1, text: text('Which number?'), fields: [], askedAt: at, by: text('Kim Larsen') } as const
  const questions = (['ask', 'take-back'] as const).map((action): [string, Html] => [
    `question-${action}`,
    renderQuestion({
      bridge,
      viewer,
      action,
      prospect: action === 'ask' ? sample : { ...sample, question },
      etag: text('W/"1"'),
      text: text('Which number?'),
      fields: ['company.taxId'],
      reason: text('Found it'),
      notice: action === 'ask' ? { tone: 'bad', text: text('Nothing was done.') } : undefined,
    }),
  ])
  const decisions = decisionActions.map((action): [string, Html] => [
    `decide-${action}`,
    action === 'approve' || action === 'reject'
      ? renderApprove({
          bridge,
          viewer,
          action,
          prospect: sample,
          etag: text('W/"1"'),
          undoMinutes: 10,
          needsSecond: true,
          candidates: { organizations: [candidate], persons: [candidate] },
          reasons: [
            { code: 'outside-area', isPublic: true },
            { code: 'own', isPublic: false, texts: { en: text('Our own reason') } },
          ],
          search: text('Fabrikam'),
          typed: { reason: text('Known from the fair') },
          notice: action === 'reject' ? { tone: 'bad', text: text('Nothing was done.') } : undefined,
        })
      : renderRuling({
          bridge,
          viewer,
          prospectId: text('p1'),
          prospect: text('P-000042 Fabrikam GmbH'),
          action,
          etag: text('W/"1"'),
          ...(action === 'dismiss' ? { flag: 'lead-missing' as const } : { ruling }),
          reason: text('The wrong one'),
        }),
  ])
  return Object.fromEntries([...decisions, ...questions])
}
