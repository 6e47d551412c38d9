// The ledger of mails to staff: a mail is claimed before it is sent, so it is sent once.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { objectOf, oneOf } from '../../platform/shape.ts'
import type { Table } from '../../platform/table.ts'
import type { MailOutcome } from '../mail-outcome.ts'

/** `Waiting` was certainly not sent; the others are what came of handing it over. */
export type StaffMailState = 'Sending' | 'Waiting' | Exclude<MailOutcome['outcome'], 'transient'>

type StaffMail = { readonly state: StaffMailState }

const partition = 'staff-mail'

const format = createRowFormat(
  objectOf<StaffMail>({
    state: oneOf<StaffMailState>({ Sending: true, Waiting: true, accepted: true, unknown: true, permanent: true }),
  }),
)

export type StaffMailStore = {
  /**
   * Claims a mail.
   * @returns how it stands when it was claimed before
   */
  readonly claim: (mailId: string) => Promise<'claimed' | StaffMailState>
  readonly settle: (mailId: string, state: StaffMailState) => Promise<void>
}

export const createStaffMailStore = (table: Table): StaffMailStore => {
  const rows = createRows(table, format)
  return {
    claim: async (mailId) => {
      if ((await table.write(partition, [rows.create(mailId, { state: 'Sending' })])) === 'written') return 'claimed'
      return (await rows.read(partition, mailId))?.value.state ?? 'Waiting'
    },
    settle: async (mailId, state) => {
      await table.write(partition, [rows.put(mailId, { state })])
    },
  }
}
