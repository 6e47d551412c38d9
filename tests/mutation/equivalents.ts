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
  {
    file: 'shared/channel/form-stamp.ts',
    line: "const [shownAt = '', signed = ''] = (stamp ?? '').split('.')",
    code: "''",
    replacement: '"Stryker was here!"',
    why: 'A stamp that lacks a part is none of ours with any text in its place.',
  },
  {
    file: 'shared/channel/store/request-reader.ts',
    line: "attributes(memberAt(value, ['attributes']), `${at}.attributes`)",
    code: '`${at}.attributes`',
    replacement: '``',
    why: 'Only for the words of an error.',
  },
  {
    file: 'shared/sales/create-batch.ts',
    line: 'const pieces = boundary === undefined ? [] : text.split(boundary).slice(1, -1)',
    code: '[]',
    replacement: '["Stryker was here"]',
    why: 'A piece without a status is as good as none.',
  },
  {
    file: 'shared/sales/dataverse.ts',
    line: "...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),",
    code: 'body === undefined',
    replacement: 'false',
    why: 'The JSON of nothing is nothing, and fetch takes a body that is nothing for none.',
  },
  ...[
    ["typeof value === 'object' && value !== null && !Array.isArray(value)", 'true'],
    ["typeof value === 'object'", 'true'],
    ['value !== null', 'true'],
  ].map(([code = '', replacement = '']) => ({
    file: 'shared/sales/sales-event.ts',
    line: "typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Context) : undefined",
    code,
    replacement,
    why: 'Whatever else JSON can hold has none of the members that are asked for, and nothing is asked for with `?.`.',
  })),
  {
    file: 'shared/mail/send-decision-mail.ts',
    line: "...(mail.kind === 'approved' && deps.signInUrl ? { signInUrl: deps.signInUrl } : {}),",
    code: "mail.kind === 'approved'",
    replacement: 'true',
    why: 'A refusal is drawn without links, whatever addresses are given.',
  },
  {
    file: 'shared/mail/send-grid.ts',
    line: "return typeof value === 'string' ? value : undefined",
    code: "typeof value === 'string'",
    replacement: 'true',
    why: 'The HTTP client gives the headers that are asked for as text or not at all.',
  },
]
