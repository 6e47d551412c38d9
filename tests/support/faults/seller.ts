// A salesperson at work in Sales. Every change raises the events that a registered org raises for it.

import type { CustomerType, Values } from '../../../shared/domain/customer-fields.ts'
import type { SalesHint } from '../../../shared/domain/messages.ts'
import type { Closing } from '../../../shared/domain/sales-outcome.ts'
import { deriveId } from '../../../shared/platform/ids.ts'
import { noteAllTyped, type World } from './world.ts'
import { customerHint, type SalesDeal, type SalesLead, type WorldRecord } from './world-sales.ts'

export type QualifyOptions = {
  /** An account that exists already; `none` = the box was left unticked. */
  readonly account?: string
  readonly contact?: string
  readonly opportunity?: boolean
}

/** The row that one was merged into, if it was. */
const standing = (rows: ReadonlyMap<string, WorldRecord>, id: string): string => {
  const { mergedInto } = rows.get(id) ?? {}
  return mergedInto === undefined ? id : standing(rows, mergedInto)
}

/** The salesperson's verbs. Each returns whether Sales allowed it. */
export const sellerIn = (world: World) => {
  const { sales, hooks } = world
  const { rows } = sales

  const raise = (hook: SalesHint, leadId: string): void => {
    hooks.push({ ...hook, payload: JSON.stringify(sales.readLead(leadId)) })
  }
  const change = (leadId: string, values: Partial<SalesLead>): void => {
    const lead = rows.leads.get(leadId)
    if (!lead) throw new Error('There is no such lead.')
    const { closing: _, ...rest } = lead
    rows.leads.set(leadId, { ...rest, ...values, version: sales.nextVersion() })
    raise({ leadId }, leadId)
  }
  /** What a restore took away is made anew, and may differ from what was there before. */
  const make = (type: CustomerType, row: WorldRecord): void => {
    sales.putCustomer(type, row)
    if (world.copy.isRestored) noteAllTyped(world, type, row)
  }
  const setInactive = (contactId: string, isInactive: boolean): void => {
    const row = rows.contacts.get(contactId)
    if (!row) throw new Error('There is no such contact.')
    if (row.mergedInto !== undefined) return
    const { isInactive: _, ...rest } = row
    sales.putCustomer('Person', isInactive ? { ...rest, isInactive } : rest)
    hooks.push({ ...customerHint('Person', contactId), payload: '{}' })
  }
  const dealOf = (leadId: string): SalesDeal | undefined =>
    [...rows.deals.values()].find((deal) => deal.leadId === leadId)
  const close = (leadId: string, from: SalesDeal['state'], state: SalesDeal['state'], closing?: Closing): boolean => {
    const deal = dealOf(leadId)
    if (deal?.state !== from) return false
    const { closing: _, ...rest } = deal
    const next = { ...rest, state, version: sales.nextVersion(), ...(closing ? { closing } : {}) }
    rows.deals.set(deal.id, next)
    const lead = rows.leads.get(leadId)
    if (lead && state === 'Won') rows.leads.set(leadId, { ...lead, everWon: true })
    raise({ opportunityId: deal.id }, leadId)
    return true
  }
  const leadIs = (leadId: string, state: SalesLead['state']): boolean => rows.leads.get(leadId)?.state === state

  return {
    /** Asks the applicant something by a note, of which no event tells. */
    note: (leadId: string, text: string): void => {
      if (!rows.leads.has(leadId)) return
      const at = new Date(world.time.now).toISOString()
      const id = deriveId('seller', 'note', `${leadId} ${rows.asking.size} ${at}`)
      rows.asking.set(id, { id, leadId, text, at, by: 'Sam', version: sales.nextVersion() })
    },
    edit: (leadId: string): void => {
      change(leadId, { edited: 'Called them on Monday.' })
      rows.edits.add(leadId)
    },
    qualify: (leadId: string, { account, contact, opportunity = true }: QualifyOptions = {}): boolean => {
      if (!leadIs(leadId, 'Open')) return false
      const again = dealOf(leadId)
      const accountId = standing(rows.accounts, account ?? deriveId('seller', 'account', leadId))
      const contactId = standing(rows.contacts, contact ?? deriveId('seller', 'contact', leadId))
      if (accountId !== 'none' && !rows.accounts.has(accountId))
        make('Organization', { id: accountId, leadId, values: { name: 'Fabrikam GmbH' } })
      if (contactId !== 'none' && !rows.contacts.has(contactId)) {
        const email = `buyer.${leadId.slice(0, 8)}@fabrikam.example`
        make('Person', { id: contactId, leadId, values: { firstName: 'Ada', lastName: 'Roth', email } })
      }
      const named = {
        ...(accountId === 'none' ? {} : { accountId }),
        ...(contactId === 'none' ? {} : { contactId }),
      }
      if (opportunity && !again) {
        const id = deriveId('seller', 'opportunity', leadId)
        rows.deals.set(id, { id, leadId, name: 'Onboarding', state: 'Open', ...named, version: sales.nextVersion() })
      }
      change(leadId, { state: 'Qualified', ...named })
      if (opportunity && !again) raise({ opportunityId: deriveId('seller', 'opportunity', leadId) }, leadId)
      return true
    },
    /** Adds an opportunity to a lead that was qualified without one. */
    addDeal: (leadId: string): boolean => {
      const lead = rows.leads.get(leadId)
      if (lead?.state !== 'Qualified' || dealOf(leadId)) return false
      const { accountId, contactId } = lead
      const id = deriveId('seller', 'opportunity', leadId)
      const named = { ...(accountId ? { accountId } : {}), ...(contactId ? { contactId } : {}) }
      rows.deals.set(id, { id, leadId, name: 'Onboarding', state: 'Open', ...named, version: sales.nextVersion() })
      raise({ opportunityId: id }, leadId)
      return true
    },
    /** @param noMail with the status reason by which no mail tells of it */
    disqualify: (leadId: string, noMail = false): boolean => {
      if (!leadIs(leadId, 'Open')) return false
      const closing = noMail ? ({ reason: 'No e-mail', noMail: true } as const) : { reason: 'No longer interested' }
      change(leadId, { state: 'Disqualified', closing })
      return true
    },
    reactivate: (leadId: string): boolean => {
      if (!leadIs(leadId, 'Disqualified')) return false
      change(leadId, { state: 'Open' })
      return true
    },
    win: (leadId: string): boolean => close(leadId, 'Open', 'Won'),
    lose: (leadId: string, noMail = false): boolean =>
      close(leadId, 'Open', 'Lost', noMail ? { reason: 'No e-mail', noMail } : { reason: 'Out-Sold' }),
    reopen: (leadId: string): boolean => close(leadId, 'Lost', 'Open'),
    reopenWon: (leadId: string): boolean => close(leadId, 'Won', 'Open'),
    deactivate: (contactId: string): void => setInactive(contactId, true),
    activate: (contactId: string): void => setInactive(contactId, false),
    /** Types over fields of an account or contact; `''` empties one. */
    change: (type: CustomerType, id: string, texts: Values): boolean => {
      const row = (type === 'Organization' ? rows.accounts : rows.contacts).get(id)
      // Inactive rows are read-only.
      if (!row || row.isInactive) return false
      const next = Object.entries({ ...row.values, ...texts }).filter(([, text]) => text !== '')
      sales.putCustomer(type, { ...row, values: Object.fromEntries(next) })
      for (const [path, text] of Object.entries(texts)) world.edits.push({ id, path, text, by: 'seller', sure: true })
      hooks.push({ ...customerHint(type, id), payload: '{}' })
      return true
    },
    remove: (type: CustomerType, id: string): void => {
      ;(type === 'Organization' ? rows.accounts : rows.contacts).delete(id)
      rows.deletedCustomers.set(id, sales.nextVersion())
      hooks.push({ ...customerHint(type, id), payload: '{}' })
    },
    addAccount: (id: string): void => {
      sales.putCustomer('Organization', { id, values: { name: 'Contoso Holding' } })
    },
    /** A contact that no request and no user brought. */
    addContact: (id: string, accountId: string, values: Values): void => {
      sales.putCustomer('Person', { id, accountId, values })
    },
  }
}
