// The schema of an onboarding request, made from the one table of its fields, by which requests are checked as well.

import type { ChannelField } from '../domain/channels.ts'
import type { FieldKind } from '../domain/field.ts'
import type { ChannelRules, IntakeRules } from '../domain/field-checks.ts'
import { languages } from '../domain/languages.ts'
import { acceptedTermsPath, attributeLimits, onboardingFields } from '../domain/onboarding-fields.ts'
import type { Schema } from '../platform/json-schema.ts'
import { nestedSchema } from '../platform/nested-schema.ts'

const formOf = (kind: FieldKind, rules: IntakeRules): Schema => {
  const forms: Partial<Record<FieldKind, Schema>> = {
    email: { format: 'email' },
    website: { description: 'Address of a web site; https:// is put before one without a scheme.' },
    country: { description: 'ISO 3166-1 alpha-2 code, or XK for Kosovo.', examples: ['DE'] },
    language: {
      description: `Language tag. Mails and pages exist in ${languages.map(({ tag }) => tag).join(', ')}; others get ${rules.defaultLanguage}.`,
      default: rules.defaultLanguage,
    },
    channel: { description: `One of: ${rules.channels.join(', ')}.`, default: rules.channels[0] },
  }
  return forms[kind] ?? {}
}

const text = (maxLength: number): Schema => ({ type: 'string', maxLength })

/** The channels that decide something for themselves. */
const ownOf = <T>({ byChannel }: IntakeRules, told: (rules: ChannelRules) => T | undefined): [string, T][] =>
  [...(byChannel ?? [])].flatMap(([name, rules]): [string, T][] => {
    const own = told(rules)
    return own === undefined ? [] : [[name, own]]
  })

const fieldText = ({ name, required, choices }: ChannelField): string =>
  name + (required ? ' (required)' : '') + (choices ? ` (one of ${choices.map(({ value }) => value).join(', ')})` : '')

const attributesSchema = (rules: IntakeRules): Schema => {
  const own = ownOf(rules, ({ fields }) => fields?.map(fieldText).join('; '))
  return attributesOf(own.length > 0 ? {} : rules, [
    'Form fields of the site’s own.',
    ...own.map(([name, fields]) => `Channel ${name}: ${fields}.`),
  ])
}

const attributesOf = ({ attributes }: Pick<IntakeRules, 'attributes'>, about: readonly string[]): Schema => ({
  type: ['object', 'null'],
  description: about.join(' '),
  maxProperties: attributeLimits.count,
  ...(attributes
    ? {
        additionalProperties: false,
        properties: Object.fromEntries(attributes.map((name) => [name, text(attributeLimits.valueLength)])),
      }
    : {
        propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_-]*$', maxLength: attributeLimits.nameLength },
        additionalProperties: text(attributeLimits.valueLength),
      }),
})

const termsSchema = (rules: IntakeRules): Schema => ({
  type: ['string', 'null'],
  maxLength: 40,
  description: [
    'The version of the channel’s terms that the requestor accepted; required where the channel has terms.',
    ...ownOf(rules, ({ terms }) => terms).map(([name, { url, version }]) => `Channel ${name}: ${version} of ${url}.`),
  ].join(' '),
})

/** What a request may contain; optional members may also be null or empty. */
export const onboardingRequestSchema = (rules: IntakeRules): Schema =>
  nestedSchema([
    ...onboardingFields.map(({ path, kind, required, maxLength }) => ({
      path,
      required,
      schema: {
        ...(required ? { type: 'string', minLength: 1 } : { type: ['string', 'null'] }),
        maxLength,
        ...formOf(kind, rules),
        ...(path === 'company.address.city'
          ? { description: 'Required except where addresses have none, such as in Singapore.' }
          : {}),
      },
    })),
    { path: 'attributes', required: false, schema: attributesSchema(rules) },
    { path: acceptedTermsPath, required: false, schema: termsSchema(rules) },
  ])
