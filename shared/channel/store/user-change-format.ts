// What a change of a user looks like that waits for headquarters.

import type { HierarchyRole } from '../../domain/customer-hierarchy.ts'
import { languages } from '../../domain/languages.ts'
import { type ChangedFields, chosenReasons, type UserChange, userChangeKinds } from '../../domain/users/user.ts'
import { objectOf, oneOf, text } from '../../platform/shape.ts'

export const readRole = oneOf<HierarchyRole>({ Admin: true, User: true })
export const kind = oneOf(userChangeKinds)
const languageOrNone = oneOf([...languages.map(({ tag }) => tag), '' as const])

/** Reads a change of a user that waits for headquarters. */
export const readUserChange = objectOf<UserChange>(
  { changeId: text, organizationId: text, userId: text, kind, by: objectOf({ userId: text }), at: text, home: text },
  {
    fields: objectOf<ChangedFields>(
      {},
      { firstName: text, lastName: text, email: text, phone: text, jobTitle: text, language: languageOrNone },
    ),
    role: readRole,
    reason: oneOf(chosenReasons),
    note: text,
  },
)
