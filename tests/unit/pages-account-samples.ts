// Every page of a partner drawn once with the same sample data; texts of people go through `text`, as on the other pages.

import { possibleActs } from '../../shared/channel/account/possible-acts.ts'
import { renderAct, renderAdd, renderEdit } from '../../shared/channel/pages/account/render-change.ts'
import { renderChoose, renderOwn } from '../../shared/channel/pages/account/render-own.ts'
import {
  renderLink,
  renderLinkRefused,
  renderLinkSent,
  renderSignIn,
} from '../../shared/channel/pages/account/render-sign-in.ts'
import { renderOnlyAdmins, renderUser, renderUsers } from '../../shared/channel/pages/account/render-users.ts'
import type { SitePage } from '../../shared/channel/pages/site-layout.ts'
import type { UserView } from '../../shared/channel/partner.ts'
import type { Html } from '../../shared/platform/html.ts'
import { adaId, anOrganization, aUser, organizationId } from '../support/account-samples.ts'

type Change = (plain: string) => string

/** The pages by name, for somebody who administers an organization. */
export const accountPages = (site: SitePage, text: Change): Readonly<Record<string, Html>> => {
  const address = { line1: text('Hauptstr. 1'), postalCode: text('10115'), city: text('Berlin'), country: 'DE' }
  const organization = {
    ...anOrganization({ name: text('Fabrikam GmbH'), address }),
    userCount: 5,
    admins: 1,
    revision: 1,
  }
  const view = (more: Partial<UserView> = {}): UserView => ({
    ...aUser({ phone: text('+49 30 1234567'), jobTitle: text('Head of purchasing') }),
    organizationId,
    hierarchyId: organizationId,
    revision: 1,
    ...more,
    firstName: text(more.firstName ?? 'Ada'),
    lastName: text(more.lastName ?? 'Roth'),
    email: text(more.email ?? 'ada@fabrikam.example'),
  })
  const shown = { ...site, isAdmin: true }
  const pending = { changeId: adaId, at: '2026-11-28T09:00:00.000Z' }
  const others: UserView[] = [
    view({
      userId: `${adaId.slice(0, -1)}1`,
      firstName: 'Deniz',
      lastName: 'Kaya',
      role: 'User',
      status: 'Pending',
      pending: { ...pending, kind: 'add' },
    }),
    view({
      userId: `${adaId.slice(0, -1)}2`,
      firstName: '伟',
      lastName: '王',
      role: 'User',
      status: 'Disabled',
      reason: 'on-leave',
    }),
    view({
      userId: `${adaId.slice(0, -1)}3`,
      firstName: 'Mari',
      lastName: 'Tamm',
      status: 'Active',
      pending: { ...pending, kind: 'role', role: 'User' },
    }),
    view({
      userId: `${adaId.slice(0, -1)}4`,
      lastName: 'Vries',
      status: 'Refused',
      reason: 'cannot-be-added',
      role: 'User',
    }),
  ]
  const [user = view()] = others.slice(1)
  const form = { ...shown, errors: [], typed: { language: site.language } }
  const partner = { status: 'Active', maxUsers: 0, users: [view(), ...others], at: 0 } as const
  const actsOn = (userId: string) => possibleActs(partner, adaId, userId)
  const typed = {
    firstName: text('Deniz'),
    lastName: text('Kaya'),
    email: text('deniz@'),
    phone: text('12'),
    jobTitle: text('Buyer'),
  }
  return {
    'account-sign-in': renderSignIn(site),
    'account-sign-in-refused': renderSignIn({ ...site, isWrong: true, email: text('ada@') }),
    'account-sign-in-wait': renderSignIn({ ...site, notice: 'wait', email: text('ada@fabrikam.example') }),
    'account-sign-in-ended': renderSignIn({ ...site, notice: 'ended' }),
    'account-link-sent': renderLinkSent(site),
    'account-link': renderLink({ ...site, action: `/account/link/1?token=${text('t0ken')}` }),
    'account-link-refused': renderLinkRefused(site),
    account: renderOwn({ ...shown, user: view(), organization, isOfSeveral: true }),
    'account-of-user': renderOwn({
      ...shown,
      isAdmin: false,
      user: view({ role: 'User' }),
      organization,
      isOfSeveral: false,
    }),
    'account-choose': renderChoose({
      ...site,
      entries: [
        { user: view(), organization },
        { user, organization },
      ],
    }),
    'account-users': renderUsers({
      ...shown,
      users: [view(), ...others],
      ownId: adaId,
      count: 5,
      maxUsers: 50,
      done: 'added',
      nextPage: 2,
    }),
    'account-user': renderUser({ ...shown, user, ownId: adaId, ...actsOn(user.userId) }),
    'account-last-admin': renderUser({ ...shown, user: view(), ownId: adaId, ...actsOn(adaId) }),
    'account-only-admins': renderOnlyAdmins({ ...shown, isAdmin: false }),
    'account-add': renderAdd({ ...form, formId: 'f'.repeat(24) }),
    'account-add-refused': renderAdd({
      ...form,
      typed: { ...typed, language: 'tr', role: 'Admin' },
      formId: text('form'),
      errors: [
        { path: 'email', code: 'format', message: 'English only.' },
        { path: 'lastName', code: 'too-long', message: 'English only.' },
      ],
      refused: 'too-many-users',
    }),
    'account-edit': renderEdit({ ...form, user, etag: text('"1"'), typed: { ...typed, language: 'nl' } }),
    'account-edit-move': renderEdit({ ...form, user, etag: '"1"', typed, isMove: true }),
    'account-disable': renderAct({
      ...form,
      act: 'disable',
      user,
      etag: text('"1"'),
      ownId: adaId,
      errors: [{ path: 'reason', code: 'required', message: 'English only.' }],
      typed: { note: text('Until spring.') },
    }),
    'account-remove-last-admin': renderAct({
      ...form,
      act: 'remove',
      user: view(),
      etag: '"1"',
      ownId: adaId,
      refused: 'last-admin',
    }),
  }
}
