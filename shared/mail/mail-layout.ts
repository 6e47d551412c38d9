// The one HTML layout of all mails: tables and inline styles, because mail programs know little else; no image but the logo
// of the channel.
import { accentsOf } from '../domain/colour.ts'
import type { Language } from '../domain/languages.ts'
import { type Html, type HtmlValue, html } from '../platform/html.ts'

/** @member language of the label, where it is another than that of the mail */
export type MailLink = { readonly label: string; readonly url: string; readonly language?: Language }

/** What stands around the contents of every mail. */
export type MailFrame = {
  readonly language: Language
  readonly siteName: string
  /** Accent, as `#rrggbb`; absent = the common one. */
  readonly colour?: string | undefined
  /** An https address. */
  readonly logoUrl?: string | undefined
  readonly whyReceived: string
  /** Between a label and its link in plain text. */
  readonly colon: string
}

export type MailParts = MailFrame & {
  readonly subject: string
  readonly preheader: string
  readonly heading: string
  readonly greeting: string
  readonly paragraphs: readonly string[]
  readonly links: readonly MailLink[]
  readonly closing: string
}

const font = "font-family: 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', Helvetica, Arial, sans-serif;"

/** A reference is read aloud and typed, so no line of a narrow mail breaks it. */
const reference = /([A-Z\d]{3}-[A-Z\d]{3}-[A-Z\d]{3})/
const unbroken = (text: string): HtmlValue =>
  text
    .split(reference)
    .map((part) => (reference.test(part) ? html`<span style="white-space: nowrap;">${part}</span>` : part))

const paragraph = (text: string): Html => html`<p style="margin: 0 0 16px;">${unbroken(text)}</p>`

/** The same accent as on the site's pages. */
const commonColour = '#0b5563'

const inLanguage = ({ language }: MailLink): Html | undefined =>
  language === undefined ? undefined : html` lang="${language}"`

/** The colour of buttons and links. */
const accentOf = (colour: string | undefined): string =>
  colour === undefined ? commonColour : accentsOf(colour).day.brand

const button = (link: MailLink, colour: string): Html => html`
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin: 8px 0 24px;"><tr>
<td style="background-color: ${colour}; border-radius: 4px;"><a href="${link.url}"${inLanguage(link)} style="display: inline-block; padding: 12px 24px; color: #ffffff; font-weight: 600; text-decoration: none;">${unbroken(link.label)}</a></td>
</tr></table>`

const plainLink = (link: MailLink, colour: string): Html =>
  html`<p style="margin: 0 0 16px;"><a href="${link.url}"${inLanguage(link)} style="color: ${colour};">${unbroken(link.label)}</a></p>`

/** A link; the first of a mail is shown as a button. */
export const linkElement = (link: MailLink, isFirst: boolean, { colour }: Pick<MailFrame, 'colour'>): Html =>
  isFirst ? button(link, accentOf(colour)) : plainLink(link, accentOf(colour))

/** The style of a link within a text. */
export const linkStyle = ({ colour }: Pick<MailFrame, 'colour'>): string => `color: ${accentOf(colour)};`

export const headingStyle = 'margin: 0 0 24px; font-size: 22px; line-height: 1.3; font-weight: 600;'

/** Puts contents into the frame that all mails have. @param preheader what a list of messages shows behind the subject */
export const mailFrame = (frame: MailFrame, subject: string, preheader: string, content: HtmlValue): string =>
  html`<!doctype html>
<html lang="${frame.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${subject}</title>
</head>
<body style="margin: 0; padding: 0; background-color: #f3f4f6;">
<div style="display: none; max-height: 0; overflow: hidden;" aria-hidden="true">${preheader}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color: #f3f4f6;"><tr>
<td align="center" style="padding: 32px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width: 600px; background-color: #ffffff; border-radius: 8px;"><tr>
<td lang="${frame.language}" dir="ltr" style="padding: 32px; ${font} font-size: 16px; line-height: 1.5; color: #1b1b1b; text-align: left;">
${
  frame.logoUrl !== undefined &&
  html`<p style="margin: 0 0 24px;"><img src="${frame.logoUrl}" alt="${frame.siteName}" height="40" style="display: block; max-width: 240px; border: 0;"></p>
`
}${content}
<p style="margin: 32px 0 0; padding: 16px 0 0; border-top: 1px solid #d9dce1; font-size: 13px; color: #5c5f66;">${frame.whyReceived}</p>
</td>
</tr></table>
</td>
</tr></table>
</body>
</html>
`.toString()

/** Builds the HTML part. All values are plain text and are escaped here. */
export const mailHtml = (parts: MailParts): string =>
  mailFrame(
    parts,
    parts.subject,
    parts.preheader,
    html`<h1 style="${headingStyle}">${parts.heading}</h1>
${[parts.greeting, ...parts.paragraphs].map(paragraph)}
${parts.links.map((link, at) => linkElement(link, at === 0, parts))}
<p style="margin: 24px 0 0;">${parts.closing}<br>${parts.siteName}</p>`,
  )

/** A link in plain text. */
export const linkText = ({ label, url }: MailLink, { colon }: Pick<MailFrame, 'colon'>): string =>
  `${label}${colon.trimEnd()}\n${url}`

/** The last lines of every mail in plain text. */
export const textFooter = ({ whyReceived }: Pick<MailFrame, 'whyReceived'>): string => `-- \n${whyReceived}\n`

/** Builds the plain-text part, which says the same as the HTML part, in the same order. */
export const mailText = (parts: MailParts): string =>
  [
    parts.heading,
    parts.greeting,
    ...parts.paragraphs,
    ...parts.links.map((link) => linkText(link, parts)),
    `${parts.closing}\n${parts.siteName}`,
    textFooter(parts),
  ].join('\n\n')
