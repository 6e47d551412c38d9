// What mails are filtered and counted by.

import type { MailState, MailTrouble } from '../prospect-view.ts'
import type { LineFacets } from './line-facets.ts'

export const mailNames = ['status', 'type', 'channel', 'trouble'] as const
export type MailName = (typeof mailNames)[number]

/** The name of their list in cells. */
export const mailCells = 'm'

/** Of a mail of a channel that is no more, or of none, no channel is named. */
export const mailFacets = ({
  state,
  kind,
  channel,
  trouble,
}: {
  readonly state: MailState
  readonly kind: string
  readonly channel?: string | undefined
  readonly trouble?: MailTrouble | undefined
}): LineFacets<MailName> => ({
  status: [state],
  type: [kind],
  channel: channel ? [channel] : [],
  trouble: trouble ? [trouble.kind] : [],
})
