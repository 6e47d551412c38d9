// What the code behind headquarters' addresses works with beside what all do: the stores, and what staff may do to mails.

import type { CreditColumns } from '../shared/domain/customer-fields.ts'
import { readMailSenders } from '../shared/domain/mail-senders.ts'
import type { ApplicantMailMessage } from '../shared/domain/messages.ts'
import { readRejectReasons } from '../shared/domain/reject-reasons.ts'
import type { TradeLists } from '../shared/domain/trade-codes.ts'
import type { EraseOrder } from '../shared/headquarters/erase-prospect.ts'
import type { ClocksNow, StageClocks } from '../shared/headquarters/stage-clock.ts'
import { allowOneMore } from '../shared/mail/send-again.ts'
import type { SoughtCompany } from '../shared/sales/sales.ts'
import { createReadBridge } from './headquarters/read-bridge.ts'
import type { CommonServices } from './services.ts'
import { type Settings, stageClocksOf } from './settings.ts'
import type { Stores } from './stores.ts'

export type StaffServices = ReturnType<typeof createStaffServices>

/** The clocks of stages whenever somebody looks at them. */
const clocksOf = (clocks: StageClocks, now: () => Date) => (): ClocksNow => ({ ...clocks, at: now().getTime() })

export const createStaffServices = (
  services: CommonServices,
  tradeLists: TradeLists,
  { headquarters, users, dualWrite, takeNumber, auditTrail, audit, readChanges, mailTemplates }: Stores,
  values: Settings['values'],
) => ({
  ...services,
  tradeLists,
  clocks: clocksOf(stageClocksOf(values), services.now),
  undoMs: Number(values.UNDO_MINUTES) * 60_000,
  secondApprover: values.SECOND_APPROVER,
  creditColumns: values.SALES_CREDIT_COLUMNS as CreditColumns,
  rejectReasons: readRejectReasons(values.REJECT_REASONS).reasons,
  headquarters,
  users,
  dualWrite,
  auditTrail,
  audit,
  readChanges,
  errors: dualWrite.errors,
  mailTemplates,
  mailSenders: readMailSenders(values.MAIL_SENDERS).senders,
  testMail: values.STAFF_MAIL || values.MAIL_FROM,
  mailWork: services.workers,
  takeNumber,
  defaultLanguage: services.rules.defaultLanguage,
  // Where there is no bridge, no page tells of it.
  readBridge: services.desk === 'sales' ? createReadBridge(dualWrite.bridge, services.log) : async () => undefined,
  contactsOf: async (accountId: string) => (await services.workers()).contactsOf(accountId),
  findAccounts: async (text: string) => (await services.workers()).findAccounts(text),
  accountsLike: async (companies: readonly SoughtCompany[]) => (await services.workers()).accountsLike(companies),
  eraseProspect: async (order: EraseOrder) => (await services.workers()).eraseProspect(order),
  readAccount: async (accountId: string) => (await services.workers()).readAccount(accountId),
  allowOneMore: (message: ApplicantMailMessage, at: string) => allowOneMore(headquarters, message, at),
})
