// The one HTML layout of all mails: tables and inline styles, because mail programs know little else; no images.
import type { Language } from '../domain/languages.ts'
import { type Html, html } from '../platform/html.ts'

export type MailParts = {
  readonly language: Language
  readonly subject: string
  readonly preheader: string
  readonly heading: string
  readonly greeting: string
  readonly paragraphs: readonly string[]
  readonly links: readonly { readonly label: string; readonly url: string }[]
  readonly closing: string
  readonly siteName: string
  readonly whyReceived: string
}

const font = "font-family: 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', Helvetica, Arial, sans-serif;"
const paragraph = (text: string): Html => html`<p style="margin: 0 0 16px;">${text}</p>`

const button = (label: string, url: string): Html => html`
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin: 8px 0 24px;"><tr>
<td style="background-color: #0f548c; border-radius: 4px;"><a href="${url}" style="display: inline-block; padding: 12px 24px; color: #ffffff; font-weight: 600; text-decoration: none;">${label}</a></td>
</tr></table>`

const plainLink = (label: string, url: string): Html =>
  html`<p style="margin: 0 0 16px;"><a href="${url}" style="color: #0f548c;">${label}</a></p>`

/** Builds the HTML part; the first link is shown as a button. All values are plain text and are escaped here. */
export const mailHtml = (parts: MailParts): string => {
  const links = parts.links.map(({ label, url }, at) => (at === 0 ? button(label, url) : plainLink(label, url)))
  return html`<!doctype html>
<html lang="${parts.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${parts.subject}</title>
</head>
<body style="margin: 0; padding: 0; background-color: #f3f4f6;">
<div style="display: none; max-height: 0; overflow: hidden;" aria-hidden="true">${parts.preheader}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color: #f3f4f6;"><tr>
<td align="center" style="padding: 32px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width: 600px; background-color: #ffffff; border-radius: 8px;"><tr>
<td lang="${parts.language}" dir="ltr" style="padding: 32px; ${font} font-size: 16px; line-height: 1.5; color: #1b1b1b; text-align: left;">
<h1 style="margin: 0 0 24px; font-size: 22px; line-height: 1.3; font-weight: 600;">${parts.heading}</h1>
${[parts.greeting, ...parts.paragraphs].map(paragraph)}
${links}
<p style="margin: 24px 0 0;">${parts.closing}<br>${parts.siteName}</p>
<p style="margin: 32px 0 0; padding: 16px 0 0; border-top: 1px solid #d9dce1; font-size: 13px; color: #5c5f66;">${parts.whyReceived}</p>
</td>
</tr></table>
</td>
</tr></table>
</body>
</html>
`.toString()
}

/** Builds the plain-text part, which says the same as the HTML part, in the same order. */
export const mailText = (parts: MailParts): string =>
  [
    parts.heading,
    parts.greeting,
    ...parts.paragraphs,
    ...parts.links.map(({ label, url }) => `${label}:\n${url}`),
    `${parts.closing}\n${parts.siteName}`,
    `-- \n${parts.whyReceived}\n`,
  ].join('\n\n')
