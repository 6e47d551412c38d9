// What an applicant is told of the reason for which staff rejected a request.

import type { Language } from '../domain/languages.ts'
import { builtInReasons, type PublicReason, type RejectReason } from '../domain/reject-reasons.ts'
import { mailTexts } from '../languages/mails-by-language.ts'

const isBuiltIn = (code: string): code is PublicReason =>
  Object.hasOwn(builtInReasons, code) && builtInReasons[code as PublicReason].isPublic

/**
 * The text of a public reason in a language; nothing where it is internal, is not listed any more, or says nothing in that
 * language: another language would be worse than none.
 */
export const createPublicReason =
  (reasons: readonly RejectReason[]) =>
  (code: string, language: Language): string | undefined => {
    const reason = reasons.find((one) => one.code === code)
    if (!reason?.isPublic) return undefined
    if (reason.texts) return reason.texts[language]
    return isBuiltIn(code) ? mailTexts[language].rejected.reasons[code] : undefined
  }
