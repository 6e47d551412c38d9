// How a user is told of: name, role, state, what waits and why something was not done.

import type { Language } from '../../../domain/languages.ts'
import { personName } from '../../../domain/person-name.ts'
import { disableReasons } from '../../../domain/users/user.ts'
import { accountTexts } from '../../../languages/account-by-language.ts'
import { siteTexts } from '../../../languages/site-by-language.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { ChannelOrganization, UserView } from '../../partner.ts'

const tones: Readonly<Record<UserView['status'], string>> = {
  Pending: 'active',
  Active: 'good',
  Disabled: 'warn',
  Removed: 'neutral',
  Refused: 'bad',
}

export const nameOfUser = ({ firstName = '', lastName }: Pick<UserView, 'firstName' | 'lastName'>): string =>
  personName({ firstName, lastName })

/** Why a user is disabled or was not added. */
export const reasonText = ({ reason }: UserView, language: Language): string | undefined => {
  if (reason === undefined) return undefined
  const { reasons, refusals } = accountTexts[language]
  const disabled = disableReasons.find((one) => one === reason)
  if (disabled) return reasons[disabled]
  return Object.hasOwn(refusals, reason) ? refusals[reason as keyof typeof refusals] : undefined
}

/** What was asked for and waits, or why the last change was not made. */
export const changeLines = ({ pending, refused }: UserView, language: Language): string[] => {
  const { changes, notTaken, refusals } = accountTexts[language]
  return [
    // That a new user waits is said by the state.
    ...(pending && pending.kind !== 'add' ? [changes[pending.kind]] : []),
    ...(pending === undefined && refused && refused.kind !== 'add'
      ? [`${notTaken}${siteTexts[language].terms.punctuation.colon}${refusals[refused.code]}`]
      : []),
  ]
}

export const statusBadge = ({ status }: Pick<UserView, 'status'>, language: Language): Html =>
  html`<strong class="badge ${tones[status]}">${accountTexts[language].states[status]}</strong>`

const organizationTones = { Active: 'good', Suspended: 'warn', Ended: 'neutral' } as const

export const organizationBadge = ({ status }: Pick<ChannelOrganization, 'status'>, language: Language): Html =>
  html`<strong class="badge ${organizationTones[status]}">${accountTexts[language].organization.states[status]}</strong>`

export const roleBadge = ({ role }: Pick<UserView, 'role'>, language: Language): Html =>
  html`<span class="badge">${accountTexts[language].roles[role]}</span>`
