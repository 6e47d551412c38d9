// The shell of the inbox's pages and the headers they are served with.
import { type Html, type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { pageIcon } from '../../../../shared/platform/page-icon.ts'
import type { Headers } from '../../plain-http.ts'

/** No script, nothing from elsewhere; the only frame is the message itself. */
export const pageHeaders: Headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}

/**
 * For the HTML of a mail, which comes from anyone: it runs nothing, sends nothing and loads nothing. Links may open a
 * new tab of their own, as in any mail program.
 */
export const bodyHeaders: Headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
}

/** @param search what the search box shows */
export const page = (title: string, search: string, main: HtmlValue): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${pageIcon('#0b5cad', '#7db7f2')}
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to the messages</a>
<header class="top">
<a class="brand" href="/">Inbox</a>
<form class="search" role="search" action="/" method="get">
<input type="search" name="q" value="${search}" aria-label="Search recipient, subject and text" placeholder="Search">
<button type="submit">Search</button>
</form>
<div class="actions">
<a class="button" href="/">Refresh</a>
<form action="/messages/delete" method="post"><button type="submit">Delete all</button></form>
</div>
</header>
<main id="content" tabindex="-1">
${main}
</main>
</body>
</html>
`
