// What the rows of partners and their users look like.

import type { ToldCredit } from '../../domain/credit.ts'
import { holds } from '../../domain/hold.ts'
import { languages } from '../../domain/languages.ts'
import type { Money } from '../../domain/money.ts'
import {
  changeRefusals,
  disableReasons,
  partnerStatuses,
  type RefusedChange,
  userStatuses,
} from '../../domain/users/user.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { boolean, listOf, number, objectOf, oneOf, recordOf, text } from '../../platform/shape.ts'
import type { ChannelOrganization, PendingChange, ToldOrganization, ToldUser, UserView } from '../partner.ts'
import { kind, readRole } from './user-change-format.ts'

const language = oneOf(languages.map(({ tag }) => tag))

export const readRefusedChange = objectOf<RefusedChange>({
  changeId: text,
  kind,
  code: oneOf(changeRefusals),
  at: text,
})

const organization = {
  organizationId: text,
  hierarchyId: text,
  number: text,
  name: text,
  status: oneOf(partnerStatuses),
  channels: listOf(text),
  home: text,
}
const credit = objectOf<ToldCredit>(
  { mandatory: boolean, onHold: oneOf(['No', ...holds]) },
  { limit: text, currency: text },
)
const organizationAtTimes = { maxUsers: number, address: recordOf(text), credit }

export const readToldOrganization = objectOf<ToldOrganization>(organization, organizationAtTimes)

export const organizationFormat = createRowFormat(
  objectOf<ChannelOrganization>(
    { ...organization, userCount: number, admins: number, revision: number },
    organizationAtTimes,
  ),
)

const user = {
  userId: text,
  lastName: text,
  email: text,
  language,
  role: readRole,
  status: oneOf(userStatuses),
  addedAt: text,
}
const userAtTimes = {
  firstName: text,
  phone: text,
  jobTitle: text,
  spendingLimit: objectOf<Money>({ amount: text, currency: text }),
  reason: oneOf([...new Set([...disableReasons, ...changeRefusals])]),
  endedAt: text,
  refused: readRefusedChange,
  invited: listOf(number),
}

export const readToldUser = objectOf<ToldUser>(user, { ...userAtTimes, settled: listOf(text) })

export const organizationUserFormat = createRowFormat(
  objectOf<UserView>(
    { ...user, organizationId: text, hierarchyId: text, revision: number },
    {
      ...userAtTimes,
      pending: objectOf<PendingChange>({ changeId: text, kind, at: text }, { email: text, role: readRole }),
      asked: objectOf({ key: text, body: text }),
    },
  ),
)
