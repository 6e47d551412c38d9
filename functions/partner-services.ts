// What the pages of partners work with. It is built by the first who comes to one of them.

import { randomBytes, randomUUID } from 'node:crypto'
import { createAbuseLimits } from '../shared/channel/abuse-limits.ts'
import { createAskSignInLink } from '../shared/channel/account/ask-sign-in-link.ts'
import { createChooseOrganization, createReadSession } from '../shared/channel/account/session-user.ts'
import { linksPerHour } from '../shared/channel/account/sign-in-token.ts'
import { createLookAtLink, createUseLink } from '../shared/channel/account/use-sign-in-link.ts'
import { askUserChange } from '../shared/channel/ask-user-change.ts'
import type { Language } from '../shared/domain/languages.ts'
import type { CommonServices } from './services.ts'
import type { Settings } from './settings.ts'
import type { Stores } from './stores.ts'

export type PartnerServices = ReturnType<typeof createPartnerServices>

export const createPartnerServices = (common: CommonServices, stores: Stores, values: Settings['values']) => {
  const { site, tokenSecret, tokenSecrets, now, log, securityEvent, send, newFormId } = common
  const { links, sessions, users } = stores.partners
  const newToken = () => randomBytes(32).toString('base64url')
  const most = {
    address: linksPerHour,
    network: Number(values.LIMIT_PER_NETWORK),
    total: Number(values.LIMIT_IN_ALL),
  }
  // Buckets of their own: whoever asks for links takes nothing from those who hand in requests.
  const limits = createAbuseLimits(stores.channel.limits, most, `sign-in:${tokenSecret}`, now)
  const maxUsers = Number(values.PARTNER_MAX_USERS)
  const sessionDeps = { sessions, users, now }
  return {
    site,
    tokenSecret,
    tokenSecrets,
    now,
    log,
    securityEvent,
    newFormId,
    newToken,
    users,
    maxUsers,
    askLink: createAskSignInLink({ links, limits, send, now, newLinkId: randomUUID }),
    lookAtLink: createLookAtLink({ links, tokenSecrets, now }),
    useLink: createUseLink({ links, sessions, users, tokenSecrets, now, newToken }),
    readSession: createReadSession(sessionDeps),
    chooseOrganization: createChooseOrganization(sessionDeps),
    endSession: sessions.end,
    askUserChange: askUserChange({
      users,
      maxUsers,
      defaultLanguage: values.DEFAULT_LANGUAGE as Language,
      now,
    }),
  }
}
