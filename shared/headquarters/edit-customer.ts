// What a clerk changes of a customer: checked, stored together with the intent to tell Sales, and then Sales is told.

import { cleanText } from '../domain/clean-text.ts'
import type { Customer, Person } from '../domain/customer.ts'
import {
  type CustomerField,
  type CustomerPath,
  customerFields,
  type Values,
  valuesOf,
  withValues,
} from '../domain/customer-fields.ts'
import { changesOf, type FieldChange } from '../domain/field-changes.ts'
import { checkField, type FieldErrorCode, noSiteRules } from '../domain/field-checks.ts'
import type { Language } from '../domain/languages.ts'
import { type Send, writeCustomerMessage } from '../domain/messages.ts'
import { normalizeText } from '../domain/text.ts'
import type { Actor, TimelineEntry } from '../domain/timeline.ts'
import type { TradeLists } from '../domain/trade-codes.ts'
import { isTradePath } from '../domain/trade-paths.ts'
import { changeCustomer, type Membership, membershipOf } from './change-customer.ts'
import { noteAddress } from './note-address.ts'
import type { Located } from './store/customers.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import { placesOf } from './users/places.ts'

export type EditCustomerDeps = {
  readonly headquarters: HeadquartersStore
  readonly send: Send
  readonly now: () => Date
  /** Without lists nothing that is chosen of them is taken. */
  readonly tradeLists?: TradeLists
}

export type CustomerEdit = {
  /** What was typed, by the path of the field; fields that are absent stay as they are. */
  readonly typed: Values
  /** The version the form was made from. */
  readonly etag: string
  readonly actor: Actor
  /** Whether the address of somebody who is Admin of a partner may be changed, which moves the right to sign in. */
  readonly mayMoveAdmins: boolean
  /** Of a person. */
  readonly language?: Language
  /** Where it is kept, if that is known. */
  readonly home?: string
}

/** What is wrong with one field of a customer. */
export type CustomerError = {
  readonly path: CustomerPath
  /** `sign-in-taken`: another person signs in with this address; `admins-only`: it is an Admin's. */
  readonly code: FieldErrorCode | 'sign-in-taken' | 'admins-only'
}

export type EditResult =
  /** With what changed; nothing when all was as it is. */
  | { readonly outcome: 'stored'; readonly changes: readonly FieldChange[] }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'refused'; readonly errors: readonly CustomerError[]; readonly located: Located<Customer> }
  /** Somebody else changed it since the form was made. */
  | { readonly outcome: 'changed-meanwhile'; readonly located: Located<Customer> }

/** Checks what was changed only: what came from Sales as it is need not be as an onboarding request must be. */
const readChanges = (
  customer: Customer,
  typed: Values,
  lists: TradeLists | undefined,
): { changed: readonly CustomerField[]; errors: CustomerError[]; next: Values } => {
  const before = valuesOf(customer.type, customer)
  const next: Partial<Record<CustomerPath, string>> = { ...before }
  const errors: CustomerError[] = []
  const changed = customerFields[customer.type].filter(({ path, kind }) => {
    const [text, known] = [typed[path], before[path] ?? '']
    return text !== undefined && ![text, normalizeText(text), cleanText(kind, text)].includes(known)
  })
  for (const field of changed) {
    const result = checkField(field, typed[field.path], noSiteRules)
    if ('error' in result) errors.push(result.error)
    else if (result.text === undefined) delete next[field.path]
    else if (isTradePath(field.path) && !lists?.[field.path].has(result.text))
      errors.push({ path: field.path, code: 'unknown-value' })
    else next[field.path] = result.text
  }
  return { changed, errors, next }
}

/**
 * Claims a new address for a person who signs in, noted first: without the note a claim that was cut off would stay.
 * @returns the person as it is stored then
 */
const claimAddress = async (
  headquarters: HeadquartersStore,
  person: Located<Person>,
  email: string | undefined,
  organizationIds: readonly string[],
  at: string,
): Promise<Located<Customer> | CustomerError['code'] | 'conflict'> => {
  const { customerId } = person.value
  if (email === undefined) return 'required'
  if (!(await headquarters.signIns.isFree(email, customerId))) return 'sign-in-taken'
  if ((await noteAddress(headquarters, person, email, at)) === 'conflict') return 'conflict'
  if ((await headquarters.signIns.claim(email, customerId, organizationIds)) === 'taken') return 'sign-in-taken'
  return (await headquarters.customers.read(person.home, customerId)) ?? 'conflict'
}

/** Whether a person is Admin of one of the partners that these onboardings made. */
const isAdminOf = async (
  { hierarchies }: HeadquartersStore,
  customer: Customer,
  membership: Membership,
): Promise<boolean> => {
  const members = await Promise.all(
    placesOf(customer, membership).map(({ organizationId, home }) =>
      hierarchies.readMember(home, organizationId, customer.customerId),
    ),
  )
  return members.some((member) => member?.role === 'Admin')
}

/**
 * Changes a customer. A crash after it is stored leaves the intent, which the sweep of the catch-up finds.
 * @returns `refused` with an error for each field that cannot be taken
 */
export const editCustomer =
  ({ headquarters, send, now, tradeLists }: EditCustomerDeps) =>
  async (
    customerId: string,
    { typed, etag, actor, mayMoveAdmins, language, home }: CustomerEdit,
  ): Promise<EditResult> => {
    const { customers } = headquarters
    const located = await (home === undefined ? customers.locate(customerId) : customers.read(home, customerId))
    if (!located) return { outcome: 'unknown' }
    const customer = located.value
    const at = now().toISOString()
    if (located.etag !== etag) return { outcome: 'changed-meanwhile', located }
    const { changed, errors, next: values } = readChanges(customer, typed, tradeLists)
    const refuse = (found: readonly CustomerError[]): EditResult => ({ outcome: 'refused', errors: found, located })
    const changedMeanwhile = async (): Promise<EditResult> => ({
      outcome: 'changed-meanwhile',
      located: (await headquarters.customers.locate(customerId)) ?? located,
    })
    if (errors.length > 0) return refuse(errors)
    const speaks = customer.type === 'Person' && language !== undefined && language !== customer.language
    if (changed.length === 0 && !speaks) return { outcome: 'stored', changes: [] }

    const paths = changed.map(({ path }) => path)
    const membership = await membershipOf(headquarters, customer, speaks ? [...paths, 'firstName'] : paths)
    const former: string[] = []
    let before = located
    if (customer.type === 'Person' && paths.includes('email')) {
      if (membership?.signsIn) {
        if (!mayMoveAdmins && (await isAdminOf(headquarters, customer, membership)))
          return refuse([{ path: 'email', code: 'admins-only' }])
        const claimed = await claimAddress(
          headquarters,
          { ...located, value: customer },
          values.email,
          placesOf(customer, membership).map(({ organizationId }) => organizationId),
          at,
        )
        if (claimed === 'conflict') return changedMeanwhile()
        if (typeof claimed === 'string') return refuse([{ path: 'email', code: claimed }])
        before = claimed
      }
      former.push(...(customer.formerEmails ?? []), ...(customer.email ? [customer.email] : []))
    }
    const forSales = changed.filter(({ own }) => !own).map(({ path }) => path)
    const next: Customer = {
      ...withValues(customer, values),
      ...(speaks ? { language } : {}),
      ...(forSales.length > 0 ? { unwritten: [...new Set([...(customer.unwritten ?? []), ...forSales])] } : {}),
      ...(former.length > 0 ? { formerEmails: [...new Set(former)].filter((email) => email !== values.email) } : {}),
    }
    const { number, type } = customer
    const spoken = speaks ? [{ path: 'language', before: customer.language, after: language }] : []
    const changes = [...changesOf(paths, valuesOf(type, customer), values), ...spoken]
    const edited: TimelineEntry = {
      at,
      actor,
      code: 'customer-edited',
      number,
      type,
      fields: changes.map(({ path }) => path),
      changes,
    }
    const change = { next, entries: [edited], membership, at }
    const outcome = await changeCustomer(headquarters, before, change)
    if (outcome === 'conflict') return changedMeanwhile()
    if (forSales.length > 0 || outcome === 'partly-told') await send([writeCustomerMessage(customerId)])
    return { outcome: 'stored', changes }
  }
