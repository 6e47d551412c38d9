// The schema of an onboarding request, made from the one table of its fields, by which requests are checked as well.

import type { IntakeRules } from '../domain/field-checks.ts'
import { languages } from '../domain/languages.ts'
import { attributeLimits, type FieldKind, onboardingFields } from '../domain/onboarding-fields.ts'
import type { Schema } from '../platform/json-schema.ts'

const formOf = (kind: FieldKind, rules: IntakeRules): Schema => {
  const forms: Partial<Record<FieldKind, Schema>> = {
    email: { format: 'email' },
    website: { description: 'Address of a web site, with http:// or https://.' },
    country: { description: 'ISO 3166-1 alpha-2 code.', examples: ['DE'] },
    language: {
      description: `Language tag. Mails and pages exist in ${languages.map(({ tag }) => tag).join(', ')}; others get ${rules.defaultLanguage}.`,
      default: rules.defaultLanguage,
    },
    channel: { description: `One of: ${rules.channels.join(', ')}.`, default: rules.channels[0] },
  }
  return forms[kind] ?? {}
}

type Members = { properties: Record<string, Schema | Members>; required: string[] }

const isMembers = (value: Schema | Members | undefined): value is Members =>
  value !== undefined && 'properties' in value && 'required' in value

const asObject = ({ properties, required }: Members): Schema => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties: Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, isMembers(value) ? asObject(value) : value]),
  ),
})

const text = (maxLength: number): Schema => ({ type: 'string', maxLength })

const attributesSchema = ({ attributes }: IntakeRules): Schema => ({
  type: ['object', 'null'],
  description: 'Form fields of the site’s own.',
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

/** What a request may contain; optional members may also be null or empty. */
export const onboardingRequestSchema = (rules: IntakeRules): Schema => {
  const root: Members = { properties: {}, required: [] }
  for (const { path, kind, required, maxLength } of onboardingFields) {
    const steps = path.split('.')
    const name = steps.pop() ?? ''
    let members = root
    for (const step of steps) {
      const next = members.properties[step]
      const inner: Members = isMembers(next) ? next : { properties: {}, required: [] }
      members.properties[step] = inner
      if (required && !members.required.includes(step)) members.required.push(step)
      members = inner
    }
    if (required) members.required.push(name)
    members.properties[name] = {
      ...(required ? { type: 'string', minLength: 1 } : { type: ['string', 'null'] }),
      maxLength,
      ...formOf(kind, rules),
    }
  }
  root.properties['attributes'] = attributesSchema(rules)
  return asObject(root)
}
