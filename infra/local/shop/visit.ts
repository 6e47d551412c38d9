// What the code of a page is given: who visits, in which language, and what was sent; and the shop that it works on.

import type { Reply } from './http.ts'
import type { CallApi } from './partner-api.ts'
import type { createPasswords } from './passwords.ts'
import type { Language } from './texts.ts'
import type { Texts } from './texts-en.ts'
import type { createAttempts, createTokens } from './tokens.ts'
import type { ShopUser, UserList } from './user-list.ts'

/** Where the app is, and what the shop is to it: the members of its channel and its secrets. */
export type PartnerApp = {
  readonly url: string
  readonly channel: string
  readonly audience: string
  readonly termsVersion: string
  readonly termsUrl: string
  /** Values of the channel's own field `trade`. */
  readonly trades: readonly string[]
  readonly siteKey: string
  readonly eventSecret: string
}

/** @member email of the user when they signed in: with another one they sign in anew */
export type Session = { readonly userId: string; readonly organizationId: string; readonly email: string }

/** @member call calls the app for this user. @member others the user's other organizations */
export type SignedIn = {
  readonly token: string
  readonly user: ShopUser
  readonly others: readonly ShopUser[]
  readonly call: CallApi
}

export type Shop = {
  readonly origin: string
  readonly app: PartnerApp
  readonly list: () => UserList
  readonly passwords: ReturnType<typeof createPasswords>
  readonly sessions: ReturnType<typeof createTokens<Session>>
  readonly links: ReturnType<typeof createTokens<{ readonly userId: string; readonly email: string }>>
  readonly tries: {
    readonly signIn: ReturnType<typeof createAttempts>
    readonly mail: ReturnType<typeof createAttempts>
  }
  readonly state: (user: ShopUser) => Promise<string>
  readonly callSite: CallApi
  readonly sendMail: (to: string, subject: string, text: string) => Promise<void>
}

export type Visit = {
  readonly shop: Shop
  readonly query: URLSearchParams
  readonly form: URLSearchParams
  /** The last part of an address such as /account/users/{userId}. */
  readonly id: string
  /** Address of the visitor's network. */
  readonly network: string
  readonly language: Language
  readonly texts: Texts
  readonly signedIn?: SignedIn
}

export type Handler = (visit: Visit) => Reply | Promise<Reply>
