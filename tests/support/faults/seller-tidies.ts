// What people do in Sales besides deciding: they merge duplicates, delete what is over, and secure columns. None of it is a
// decision.

import { type CustomerPath, type CustomerType, valuesOf } from '../../../shared/domain/customer-fields.ts'
import { statusInSales } from './invariants.ts'
import { readEverything } from './reading.ts'
import { noteAllTyped, type World } from './world.ts'
import { customerHint, type SalesDeal } from './world-sales.ts'

type Pointing = { readonly accountId?: string; readonly contactId?: string }

/** Rows that point at one account or contact point at another one. */
const repoint = <T extends Pointing>(rows: Map<string, T>, name: keyof Pointing, from: string, to: string): void => {
  for (const [id, row] of rows) if (row[name] === from) rows.set(id, { ...row, [name]: to })
}

/** Each verb says whether Sales allowed it. */
export const tidyIn = (world: World) => {
  const { sales, hooks } = world
  const { rows } = sales
  /** What it is at this moment, and what Sales makes of it: it may be seen yet or not. */
  const stays = (leadId: string): void => {
    const known = readEverything(world).prospects.find(({ prospect }) => prospect.prospectId === leadId)
    world.stays.set(leadId, [known?.prospect.status ?? 'Open', statusInSales(world, leadId)])
  }
  const dealsOf = (leadId: string): SalesDeal[] => [...rows.deals.values()].filter((deal) => deal.leadId === leadId)

  return {
    /** Merges an open lead into another one, which goes on with its opportunities. */
    mergeLead: (leadId: string, masterId: string): boolean => {
      const [lead, master] = [rows.leads.get(leadId), rows.leads.get(masterId)]
      if (lead?.state !== 'Open' || !master || master.merged !== 'no' || leadId === masterId) return false
      stays(leadId)
      const merged = { leadId: masterId }
      rows.leads.set(leadId, { ...lead, state: 'Disqualified', merged, version: sales.nextVersion() })
      for (const deal of dealsOf(leadId))
        rows.deals.set(deal.id, { ...deal, leadId: masterId, version: sales.nextVersion() })
      hooks.push({ leadId, payload: '{}' })
      return true
    },
    /**
     * Merges an account or contact into another one: what pointed at it points at that one, which keeps what it says; the
     * merged one is closed. No event tells of what was moved.
     */
    mergeCustomer: (type: CustomerType, id: string, masterId: string): boolean => {
      const table = type === 'Organization' ? rows.accounts : rows.contacts
      const [row, master] = [table.get(id), table.get(masterId)]
      if (!row || !master || row.isInactive || master.isInactive || id === masterId) return false
      const name = type === 'Organization' ? 'accountId' : 'contactId'
      repoint(rows.leads, name, id, masterId)
      repoint(rows.deals, name, id, masterId)
      repoint(rows.contacts, name, id, masterId)
      sales.putCustomer(type, { ...row, isInactive: true, mergedInto: masterId })
      sales.putCustomer(type, master)
      noteAllTyped(world, type, master)
      for (const each of [id, masterId]) hooks.push({ ...customerHint(type, each), payload: '{}' })
      return true
    },
    /** Deletes the opportunities of a lead, as a clean-up does. No step of ours tells of it. */
    deleteDeals: (leadId: string): boolean => {
      const deals = dealsOf(leadId)
      if (deals.length > 0) stays(leadId)
      for (const { id } of deals) rows.deals.delete(id)
      return deals.length > 0
    },
    deleteLead: (leadId: string): boolean => {
      if (!rows.leads.has(leadId)) return false
      stays(leadId)
      rows.leads.delete(leadId)
      rows.deletedLeads.set(leadId, sales.nextVersion())
      rows.everGone.add(leadId)
      hooks.push({ leadId, payload: '{}' })
      return true
    },
    /** From now on the app is given nothing for these columns. */
    secure: (paths: readonly CustomerPath[]): void => {
      for (const path of paths) {
        rows.secured.add(path)
        for (const { type, customerId, ...customer } of readEverything(world).customers)
          if (valuesOf(type, customer)[path] !== undefined) world.held.add(`${customerId} ${path}`)
      }
    },
  }
}
