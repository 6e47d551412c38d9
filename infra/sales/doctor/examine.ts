// Looks at an organization from the outside, before anything is installed: reads only.

import { explain } from '../organization/advice.ts'
import type { Connection } from '../organization/connection.ts'
import { type Finding, look, not, works } from './finding.ts'
import { findUser, lookAtInstaller, lookAtSellers, lookAtUnit } from './look-at-people.ts'
import {
  lookAtCustomers,
  lookAtInstallation,
  lookAtJobs,
  lookAtSales,
  lookAtSize,
  lookAtSpeed,
} from './look-at-size.ts'
import { lookAtLanguages, lookAtLengths, lookAtNames, lookAtOwnLanguage, lookAtSecured } from './look-at-texts.ts'

type Caller = { readonly UserId: string; readonly BusinessUnitId: string }

/**
 * Everything that the doctor has to say of an organization.
 * @param applicationId client id of the application user; absent = who is signed in
 * @param now milliseconds
 * @param takesAll whether accounts of the type Customer become customers
 */
export const examine = async (
  { call, as, clockAhead }: Connection,
  applicationId: string | undefined,
  now: () => number,
  takesAll = false,
): Promise<readonly Finding[]> => {
  let caller: Caller
  try {
    caller = (await call({ method: 'GET', path: 'WhoAmI' })) as Caller
  } catch (error) {
    return [not('signing in', `as ${as}`, explain(error))]
  }
  // One after the other: the speed is measured while nothing else goes on.
  const speed = await look('speed', () => lookAtSpeed(call, now))
  const user = await findUser(call, applicationId)
  const userId = 'unit' in user ? user.id : undefined
  const others = await Promise.all([
    look('installing', () => lookAtInstaller(call, caller.UserId)),
    look('Dynamics 365 Sales', () => lookAtSales(call)),
    look('languages', () => lookAtLanguages(call)),
    look('your language', () => lookAtOwnLanguage(call, caller.UserId)),
    lookAtUnit(user),
    look('sellers and the leads', () => lookAtSellers(call, caller.BusinessUnitId)),
    look('secured columns', () => lookAtSecured(call, userId)),
    look('names', () => lookAtNames(call, 'unit' in user ? user.unit.id : caller.BusinessUnitId)),
    look('lengths of columns', () => lookAtLengths(call)),
    look('accounts and contacts', () => lookAtSize(call)),
    ...(takesAll ? [look('customers from Sales', () => lookAtCustomers(call))] : []),
    look('waiting system jobs', () => lookAtJobs(call, now() + (clockAhead() ?? 0))),
    look('this product', () => lookAtInstallation(call)),
  ])
  return [works('signing in', `as ${as}`), ...others.slice(0, -1), speed, ...others.slice(-1)]
}
