// What has to be said in a language before partners can be shown the pages of their own organization in it. Their readers
// know an organization and its users, not how headquarters or the sales team call things.

import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { Hold } from '../domain/hold.ts'
import type { ChangeRefusal, DisableReason, PartnerStatus, UserChangeKind, UserStatus } from '../domain/users/user.ts'

type Titled = { readonly title: string; readonly text: string }

/** An act on a user: the link that leads to it, the question, what it means, and the button. */
type Act = Titled & { readonly link: string; readonly press: string }

export type AccountTexts = {
  /** Of the page with one's own details, and of the way there. */
  readonly title: string
  readonly signOut: string
  readonly signIn: Titled & {
    /** A button. */
    readonly send: string
    readonly wait: string
    readonly ended: string
    readonly signedOut: string
  }
  /** After a link was asked for, whether or not the address is known. `{minutes}` stands for how long it works. */
  readonly sent: Titled & { readonly ways: readonly [string, string, string]; readonly again: string }
  /** Where a mailed link leads. */
  readonly link: Titled & {
    /** A button. */
    readonly press: string
    readonly refused: Titled & { readonly ways: readonly [string, string, string] }
    readonly again: string
  }
  readonly details: Readonly<Record<'title' | 'role' | 'status' | 'name' | 'phone', string>>
  readonly roles: Readonly<Record<HierarchyRole, string>>
  readonly states: Readonly<Record<UserStatus, string>>
  readonly organization: {
    readonly title: string
    readonly number: string
    readonly address: string
    readonly creditLimit: string
    /** Which orders are on hold because of the credit. */
    readonly creditHold: string
    readonly holds: Readonly<Record<Hold, string>>
    readonly states: Readonly<Record<PartnerStatus, string>>
    readonly choose: Titled & { readonly another: string }
  }
  readonly users: {
    readonly title: string
    /** Before how many users there are; `{count}` and `{max}` stand for the numbers. */
    readonly count: string
    readonly countOfMax: string
    readonly pending: string
    readonly add: string
    readonly view: string
    readonly more: string
    readonly back: string
    readonly onlyAdmins: Titled
    readonly you: string
    readonly addedAt: string
  }
  /** What is not done yet, by the kind of the change. */
  readonly changes: Readonly<Record<UserChangeKind, string>>
  readonly reason: string
  /** Why a user is disabled. */
  readonly reasons: Readonly<Record<DisableReason, string>>
  readonly note: string
  /** Before why a change that was asked for was not made. */
  readonly notTaken: string
  readonly add: Titled & { readonly press: string; readonly roleHint: string }
  readonly edit: Titled & { readonly link: string; readonly press: string }
  /** Asked before the address moves with which somebody signs in. */
  readonly moveAddress: Titled & { readonly press: string }
  readonly acts: Readonly<Record<'make-admin' | 'make-user' | 'disable' | 'enable' | 'remove' | 'invite', Act>>
  readonly keep: string
  readonly yourself: string
  readonly done: Readonly<Record<'added' | 'changed', string>>
  readonly refusals: Readonly<Record<ChangeRefusal, string>>
}
