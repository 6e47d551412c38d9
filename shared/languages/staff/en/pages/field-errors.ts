// What is wrong with a field of a form.

import { formMessages, standardMessages } from '../../../../domain/field-checks.ts'

export const fieldErrors = {
  codes: standardMessages,
  tooLong: (max: number) => `This is too long: at most ${max} characters.`,
  formats: formMessages,
  signInTaken: 'Another person signs in with this e-mail address.',
  adminsOnly: 'This person is the administrator of a partner: only the role Headquarters.Admin may change the address.',
}
