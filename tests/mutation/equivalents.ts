// Changes that change nothing anybody could see, each with the reason. They count as neither tried nor noticed.

import type { Change } from './changes.ts'

export const equivalents: readonly (Change & { readonly why: string })[] = [
  {
    file: 'shared/domain/accept-onboarding-request.ts',
    line: 'return { attributes: Object.fromEntries(attributes.sort(([a], [b]) => (a < b ? -1 : 1))) }',
    code: 'a < b',
    replacement: 'a <= b',
    why: 'They are names of members of one object, so no two are equal.',
  },
  {
    file: 'shared/domain/customers-of-prospect.ts',
    line: "name: '',",
    code: "''",
    replacement: '"Stryker was here!"',
    why: 'Only there for the type: the name of the company, which every request has, takes its place.',
  },
  {
    file: 'shared/domain/field-checks.ts',
    line: "return badForm ? refuse(badForm, badForm === 'format' ? formMessages[field.kind] : undefined) : { text }",
    code: "badForm === 'format'",
    replacement: 'true',
    why: 'Kinds that are refused with another code have no words of their own in that table.',
  },
  {
    file: 'shared/domain/field-checks.ts',
    line: "if (text === '') return field.required ? refuse('required') : { text: undefined }",
    code: "''",
    replacement: '"Stryker was here!"',
    why: 'A text of nothing visible, which the empty one is as well, is answered in the same way further down.',
  },
  {
    file: 'shared/domain/text.ts',
    line: 'const plain = /^[\\x20-\\x7e]*$/',
    code: '/^[\\x20-\\x7e]*$/',
    replacement: '/^[\\x20-\\x7e]$/',
    why: 'Plain text is only a short cut: the long way gives the same for it.',
  },
]
