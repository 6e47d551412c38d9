// The sales channels as data: reads what the setting CHANNELS says of each, and fills in what it does not say.

import { channelNameForm } from './channel-name.ts'
import { isMembers } from './field.ts'
import {
  listOf,
  members,
  oneOf,
  type Part,
  parsedJson,
  repeated,
  type Tell,
  text,
  type ValueOf,
  yesOrNo,
} from './json-setting.ts'
import { type Language, languages } from './languages.ts'
import { attributeForm, attributeLimits } from './onboarding-fields.ts'
import { linkForm } from './web-address.ts'

const shortText = text('text of 1 to 200 characters on one line', /^(?=.*\S)[^\p{Cc}]{1,200}$/u)
const webLink = text('an https address', linkForm)
const language = oneOf(...languages.map(({ tag }) => tag))
const linked = members({ url: webLink })
const inLanguages: Part<string | { readonly [L in Language]?: string }> = (value, at, tell) =>
  typeof value === 'string'
    ? shortText(value, at, tell)
    : members({}, Object.fromEntries(languages.map(({ tag }) => [tag, shortText])))(value, at, tell)

/** A key that anybody may have: a key set in a setting that is shown must not hold another. */
const publicKey: Part<Readonly<Record<string, unknown>>> = (value, at, tell) =>
  isMembers(value) && typeof value['kty'] === 'string' && value['kty'] !== 'oct' && !('d' in value)
    ? value
    : tell(at, 'must be a public key as a JSON Web Key.')

const keySources = members(
  { iss: webLink, aud: shortText },
  { jwksUrl: webLink, jwks: members({ keys: listOf(publicKey) }), emailTrusted: yesOrNo },
)
const issuer: typeof keySources = (value, at, tell) => {
  const read = keySources(value, at, tell)
  return isMembers(value) && 'jwksUrl' in value === 'jwks' in value ? tell(at, 'must have jwksUrl or jwks.') : read
}

const choice = members({ value: shortText }, { label: inLanguages })
const chosenFrom = members(
  { name: text('a name such as expectedVolume', attributeForm) },
  {
    label: inLanguages,
    help: inLanguages,
    type: oneOf('text', 'multiline', 'choice'),
    choices: listOf(choice),
    required: yesOrNo,
  },
)
const field: typeof chosenFrom = (value, at, tell) => {
  const read = chosenFrom(value, at, tell)
  return read && (read.type === 'choice') !== (read.choices !== undefined)
    ? tell(at, 'must have choices if its type is choice, and only then.')
    : read
}

/** A host as browsers name it: in small letters, and with a port only where it is none of the usual two. */
const hostForm =
  /^(?=[^:]{1,253}(?::|$))[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*(?::\d{1,5})?$/
const host = text('a host name such as partners.shop.example', {
  test: (value) => hostForm.test(value) && !/:0*(?:80|443)$/.test(value),
})

/** One of a list in another setting, which is asked where both are known. */
const listedCode = text('a code of its list', /^[\w.-]{1,20}$/)

const givenChannel = members(
  { name: text('a name of 1 to 40 letters, digits, - or _', channelNameForm) },
  {
    title: shortText,
    languages: listOf(language),
    origins: listOf(
      text('an origin such as https://shop.example, without a path', {
        test: (origin) =>
          /^[^*]+$/.test(origin) && linkForm.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin,
      }),
    ),
    hosts: listOf(host),
    issuer,
    signInUrl: webLink,
    sender: members({}, { name: shortText, email: text('an e-mail address', /^[^\s@<>",;]+@[^\s@<>",;]+$/) }),
    colour: text('a colour such as #0b5563', /^#[\da-f]{6}$/i),
    logoUrl: webLink,
    terms: members({ url: webLink, version: text('1 to 40 visible characters', /^[!-~]{1,40}$/) }),
    privacy: linked,
    contact: linked,
    fields: listOf(field, attributeLimits.count),
    eventsUrl: webLink,
    eventsFormat: oneOf('changes', 'cloudevents'),
    defaults: members(
      {},
      { customerGroup: listedCode, priceGroup: listedCode, paymentTerms: listedCode, currency: listedCode },
    ),
    rolesByHeadquarters: yesOrNo,
    applications: listOf(text('the id of an application', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i)),
  },
)

type GivenChannel = ValueOf<typeof givenChannel>

/** A field of a channel's own form, kept among the attributes of a request. */
export type ChannelField = ValueOf<typeof field>

/** What is said in each language, or once for all of them. */
export type InLanguages = ValueOf<typeof inLanguages>

/** A sales channel, with everything that the setting leaves to the defaults filled in. */
export type Channel = Omit<GivenChannel, 'sender'> & {
  readonly title: string
  readonly languages: readonly Language[]
  /** Of the languages, the one for whoever wants none of them. */
  readonly defaultLanguage: Language
  readonly origins: readonly string[]
  /** Under these its pages are served; links in mails begin with the first. */
  readonly hosts: readonly string[]
  readonly sender: { readonly name: string; readonly email: string }
}

/** What holds for a channel that says nothing else. */
export type ChannelDefaults = {
  readonly title: string
  readonly defaultLanguage: Language
  readonly signInUrl: string
  readonly senderEmail: string
}

const filledIn = (given: GivenChannel, defaults: ChannelDefaults): Channel => {
  const {
    title = defaults.title,
    languages: own = languages.map(({ tag }) => tag),
    signInUrl = defaults.signInUrl,
  } = given
  return {
    ...given,
    title,
    languages: own,
    defaultLanguage: own.find((tag) => tag === defaults.defaultLanguage) ?? own[0] ?? defaults.defaultLanguage,
    origins: given.origins ?? [],
    hosts: given.hosts ?? [],
    sender: { name: title, email: defaults.senderEmail, ...given.sender },
    ...(signInUrl && { signInUrl }),
  }
}

const parsed = (setting: string, tell: Tell): unknown =>
  /^\s*[[{]/.test(setting) ? parsedJson(setting, tell) : setting.split(',').map((name) => ({ name: name.trim() }))

/**
 * Reads the setting CHANNELS: names separated by commas, or a JSON list of objects of which only `name` must be there.
 * The first channel is the default one.
 * @returns the channels, and every problem by its place (`CHANNELS[1].origins[0]: …`); a problem never repeats a value
 */
export const readChannels = (
  setting: string,
  defaults: ChannelDefaults,
): { readonly channels: readonly Channel[]; readonly problems: readonly string[] } => {
  const problems: string[] = []
  const tell: Tell = (at, what) => void problems.push(`CHANNELS${at}: ${what}`)
  const value = parsed(setting, tell)
  const given = (value === undefined ? undefined : listOf(givenChannel)(value, '', tell)) ?? []
  if (problems.length > 0) return { channels: [], problems }
  for (const place of repeated(given.map(({ name }) => name))) tell(`[${place}].name`, 'is there twice.')
  // A host leads to one channel, so it is named by one.
  const hosts = given.flatMap(({ hosts: own = [] }, at) =>
    own.map((name, place) => ({ name, at: `[${at}].hosts[${place}]` })),
  )
  for (const place of repeated(hosts.map(({ name }) => name))) tell(hosts[place]?.at ?? '', 'is there twice.')
  given.forEach(({ fields = [] }, at) => {
    for (const place of repeated(fields.map(({ name }) => name)))
      tell(`[${at}].fields[${place}].name`, 'is there twice.')
  })
  return { channels: given.map((one) => filledIn(one, defaults)), problems }
}
