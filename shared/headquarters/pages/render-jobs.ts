// The jobs of headquarters: what each does, how it went last, and a button that runs it now.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { badge, foreign, moment, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages } = staffWords
const words = pages.jobs

export type JobView = {
  /** Stands in the address of the button. */
  readonly name: string
  readonly title: string
  readonly description: string
  readonly lastRun?:
    | {
        readonly at: string
        readonly by: string
        readonly processed: number
        readonly failed: number
        readonly seconds: number
      }
    | undefined
}

const columns = ['job', 'lastRun', 'processed', 'failed', 'seconds', 'action'] as const

const row = ({ name, title, description, lastRun }: JobView): readonly HtmlValue[] => [
  html`${title}<p class="empty">${description}</p>`,
  lastRun
    ? words.lastRun(moment(lastRun.at), foreign(lastRun.by === 'schedule' ? words.schedule : lastRun.by))
    : words.never,
  lastRun ? lastRun.processed : '–',
  lastRun ? (lastRun.failed > 0 ? badge(String(lastRun.failed), 'bad') : 0) : '–',
  lastRun ? lastRun.seconds.toFixed(1) : '–',
  html`<form method="post" action="${linkTo('RunJob', { jobName: name })}">
<button class="button quiet" type="submit" aria-label="${words.runThis(title)}">${words.runNow}</button>
</form>`,
]

/** The list of jobs; each button runs one. */
export const renderJobs = (
  page: StaffFrame & { readonly jobs: readonly JobView[]; readonly notice?: Notice | undefined },
): Html =>
  staffLayout({
    bridge: page.bridge,
    title: pages.layout.areas.jobs,
    area: 'jobs',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${pages.layout.areas.jobs}</h1></div>
${table(words.table, columns, page.jobs.map(row), ['processed', 'failed', 'seconds'])}`,
  })
