// What to do about a failure, in words for the person at the keyboard.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/web-service-error-codes

import { SalesRefused, SalesUnavailable } from '../../../shared/sales/failures.ts'

const sameAdvice = (advice: string, ...codes: readonly string[]): Record<string, string> =>
  Object.fromEntries(codes.map((code) => [code, advice]))

const adviceByCode = new Map(
  Object.entries({
    unreachable: 'The address does not answer. Check --url and the network.',
    'not-signed-in':
      'Sign in (az login, or azd auth login), or set DATAVERSE_TENANT_ID, DATAVERSE_CLIENT_ID and DATAVERSE_CLIENT_SECRET or DATAVERSE_CLIENT_CERTIFICATE.',
    'certificate-refused':
      'The sign-in with the certificate was refused, or the sign-in service does not answer. Check DATAVERSE_TENANT_ID and DATAVERSE_CLIENT_ID, and that the certificate is registered with the application and valid.',
    'token-unreachable': 'The sign-in service does not answer. Check the network and DATAVERSE_AUTHORITY.',
    'token-400': 'The sign-in was refused. Check DATAVERSE_TENANT_ID, DATAVERSE_CLIENT_ID and --url.',
    'token-401':
      'The sign-in was refused. Check DATAVERSE_CLIENT_ID and DATAVERSE_CLIENT_SECRET, which may have expired.',
    'http-401': 'The organization does not accept the sign-in. Is it an organization of this tenant?',
    'answer-of-somebody-else': 'Something at this address answers that is no Dataverse Web API. Check --url.',
    'http-302': 'The address sends elsewhere. Check --url.',
    'http-404': 'No Dataverse Web API is at this address. Check --url.',
    '0x80072560':
      'The caller is not a user of the organization. Add the application user in the Power Platform admin center.',
    '0x80042f09':
      'The user has no security role. Sign in as a System Administrator; the application user gets its role from npm run sales:install.',
    '0x80040220':
      'The user lacks a privilege. To install and to verify, sign in as a System Administrator; the app itself needs what the installation gives it.',
    '0x80047019':
      'Your language in this organization is not its base language. Choose the base language in your personal settings (Settings, Personalization, Languages) and run this again; you can change it back afterwards.',
    '0x80060750':
      'Your language in this organization is not its base language. Choose the base language in your personal settings (Settings, Personalization, Languages) and run this again; you can change it back afterwards.',
    '0x80041d0a':
      'Whoever administers the team must be able to read teams. Sign in as a System Administrator of the organization.',
    '0x80042f0a': 'The team has no security role. Run npm run sales:install.',
    '0x80040231': 'The owner may not read what it is to own. Run npm run sales:install.',
    '0x8004830e': 'The team owns rows that you may not assign. Give them to somebody else, then run this again.',
    '0x80041403':
      'The organization has another security role of that name in this business unit. Rename it, then run this again.',
    // An image of a step of another message than the one that it was made for.
    ...sameAdvice(
      'The organization refuses the image of an event step, so the step is not as it was installed. Run npm run sales:uninstall, then this again.',
      '0x8004416b',
      '0x8004416d',
      '0x80044189',
    ),
    '0x80044353':
      'The service does not know which organization this is. Check --url; one that was just made, copied or moved needs some minutes.',
    '0x80071151': 'Another solution is being imported. Wait until it is done, then run this again.',
  }),
)

/** The code of a failed call, for people who look it up. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof SalesRefused || error instanceof SalesUnavailable ? error.code : undefined

/** Whether an answer was waited for in vain. */
const isLate = (error: unknown): boolean =>
  error instanceof SalesUnavailable && error.cause instanceof Error && error.cause.name === 'TimeoutError'

/** What happened and what to do, in one or two sentences. */
export const explain = (error: unknown): string => {
  const code = codeOf(error)
  if (code === undefined) return error instanceof Error ? error.message : String(error)
  if (isLate(error))
    return `The organization did not answer in time. It may go on working on it: wait some minutes, then run this again. (${code})`
  const advice = adviceByCode.get(code.toLowerCase())
  if (advice) return `${advice} (${code})`
  if (error instanceof SalesUnavailable)
    return `The organization cannot do it now (${code}). Run this again in a few minutes.`
  return `The organization refused it (${code}).`
}
