// What the doctor says of whoever installs, of the application user, and of the sellers.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { codeOf, explain } from '../organization/advice.ts'
import { oneOf, quoted, readRows } from '../organization/read-rows.ts'
import { type ApplicationUser, readApplicationUser } from '../plan/application-user.ts'
import { depthsOf } from '../plan/plan-rights.ts'
import { reachWords, readReach } from '../readings/sellers.ts'
import { type Finding, not, otherwise, works } from './finding.ts'

const applicationUser = 'application user'

const toInstall = ['prvCreateAttribute', 'prvPublishCustomization', 'prvCreateRole', 'prvAssignRole', 'prvCreateTeam']

/** @param userId who is signed in */
export const lookAtInstaller = async (call: Dataverse, userId: string): Promise<Finding> => {
  const what = 'installing'
  const path = `systemusers(${userId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`
  const [answer, rows] = await Promise.all([
    call({ method: 'GET', path }),
    readRows(call, 'privileges', oneOf('name', toInstall.map(quoted)), 'privilegeid,name'),
  ])
  const held = depthsOf(answer)
  const lacking = rows.filter((row) => held.get(String(row['privilegeid']).toLowerCase()) !== 'Global')
  if (lacking.length === 0) return works(what, 'you may')
  return otherwise(what, 'you may not, but whoever is a System Administrator may', 'Install as a System Administrator.')
}

/** @param user as `findUser` gives it */
export const lookAtUnit = (user: ApplicationUser | Finding): Finding => {
  if ('what' in user) return user
  const { unit } = user
  if (unit.isRoot) return works(applicationUser, `in ${unit.name}, the root business unit`)
  return otherwise(
    applicationUser,
    `in ${unit.name}, a business unit below the root: roles and team are made there, sellers of other units see the leads as members of the team`,
    'Move the application user to the root business unit before installing, or make the sellers members of the team.',
  )
}

/** The application user, or what is to be said where it cannot be had. @param applicationId absent = who is signed in */
export const findUser = async (
  call: Dataverse,
  applicationId: string | undefined,
): Promise<ApplicationUser | Finding> => {
  try {
    return await readApplicationUser(call, applicationId)
  } catch (error) {
    // Whoever is out of reach is no answer about the user.
    if (codeOf(error) !== undefined)
      return { what: applicationUser, outcome: 'unknown', how: 'it could not be read', advice: explain(error) }
    const how = applicationId === undefined ? 'it was not said which one' : 'it is not there yet, or not usable'
    return not(applicationUser, how, explain(error))
  }
}

/** @param unitId the business unit whose sellers are meant */
export const lookAtSellers = async (call: Dataverse, unitId: string): Promise<Finding> => {
  const what = 'sellers and the leads'
  const reach = await readReach(call, unitId)
  if (reach === 'all') return works(what, reachWords[reach])
  return otherwise(
    what,
    reachWords[reach],
    'Add the sellers to the team Commerce B2B onboarding after the installation.',
  )
}
