// What the doctor says of the languages of an organization, and of the columns.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { unlessUndefined } from '../../../shared/sales/failures.ts'
import { readLanguages } from '../organization/languages.ts'
import type { Row } from '../organization/read-rows.ts'
import { findTaken } from '../plan/taken.ts'
import { grantAdvice, lackingWords, readSecured } from '../readings/secured.ts'
import { checkLengths } from '../verify/verify-lengths.ts'
import { isTranslated, languageName } from '../wanted/texts.ts'
import { type Finding, not, otherwise, works } from './finding.ts'

export const lookAtLanguages = async (call: Dataverse): Promise<Finding> => {
  const what = 'languages'
  const { base, all } = await readLanguages(call)
  const others = all.filter((code) => code !== base && isTranslated(code)).map(languageName)
  const more = others.length === 0 ? '' : `, and in ${others.join(', ')}`
  if (isTranslated(base))
    return works(what, `base language ${languageName(base)}; columns and views are named in it${more}`)
  return otherwise(
    what,
    `base language ${languageName(base)}; columns and views are named in English${more}`,
    'Rename them in Power Apps after the installation, if you like (Tables, Lead, Columns and Views).',
  )
}

/** @param userId who is signed in */
export const lookAtOwnLanguage = async (call: Dataverse, userId: string): Promise<Finding> => {
  const what = 'your language'
  const { base } = await readLanguages(call)
  const path = `usersettingscollection(${userId})?$select=uilanguageid`
  const own = ((await unlessUndefined(call({ method: 'GET', path }))) as Row | undefined)?.['uilanguageid']
  // 0 is whoever has chosen none.
  if (typeof own !== 'number' || own === 0 || own === base)
    return works(what, 'the base language, as the installation needs')
  return otherwise(
    what,
    `${languageName(own)}, while the base language is ${languageName(base)}: the installation would be refused`,
    'Choose the base language in your personal settings (Settings, Personalization, Languages) while you install.',
  )
}

/** @param userId the application user; absent = it is not known */
export const lookAtSecured = async (call: Dataverse, userId: string | undefined): Promise<Finding> => {
  const what = 'secured columns'
  const secured = await readSecured(call, userId)
  if (secured.length === 0) return works(what, 'none of those that the app uses')
  const lacking = lackingWords(secured)
  if (lacking === undefined) return works(what, `the app may use all ${secured.length}`)
  return otherwise(
    what,
    `${lacking}: what the app may not write is left out and flagged, what it may not read is left alone, and an approval waits while the e-mail address cannot be read`,
    grantAdvice,
  )
}

export const lookAtLengths = async (call: Dataverse): Promise<Finding> => {
  const what = 'lengths of columns'
  const { outcome, detail } = await checkLengths(call)
  if (outcome === 'ok') return works(what, 'hold whatever the sign-up form takes, with the lead’s note')
  const [short = detail, advice = ''] = detail.split('; ')
  return otherwise(what, `${short}: longer texts are cut and told on the prospect`, `M${advice.slice(1)}`)
}

/** @param unitId the business unit that the installation would be made in */
export const lookAtNames = async (call: Dataverse, unitId: string): Promise<Finding> => {
  const what = 'names'
  const taken = await findTaken(call, unitId)
  if (taken.length === 0) return works(what, 'nothing else bears one of this product’s')
  return not(what, 'something else bears one of this product’s, so the installation would stop', taken.join(' '))
}
