// The jobs of headquarters: what each does, when it looks, whether it runs, how it went last, and a button that runs it now.

import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Viewer } from '../access.ts'
import type { JobStatus } from '../jobs/job-view.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { type InitialView, initialCard } from './initial-card.ts'
import { badge, foreign, moment, table } from './parts.ts'
import { type RetryView, retriesCard } from './retries-card.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages } = staffWords
const words = pages.jobs

export type JobView = JobStatus & {
  /** Stands in the address of the button. */
  readonly name: string
  readonly title: string
  readonly description: string
}

const columns = ['job', 'schedule', 'looked', 'work', 'state', 'action'] as const

const by = (who: string): Html => foreign(who === 'schedule' ? words.schedule : who)

const work = ({ lastWork }: JobView): HtmlValue =>
  lastWork
    ? html`${words.by(moment(lastWork.at), by(lastWork.by))}<p>${words.processed(lastWork.processed, lastWork.seconds)}</p>${
        lastWork.failed > 0 && html`<p>${badge(words.failed(lastWork.failed), 'bad')}</p>`
      }`
    : words.nothingYet

const state = ({ running, killed: [killed, ...others], lastRun, isOverdue }: JobView): HtmlValue => {
  // A run that ended since says that it works again.
  const isPast = killed !== undefined && lastRun !== undefined && lastRun.at > killed.at
  return html`${running ? html`${badge(words.running, 'active')}<p>${words.since(moment(running.at), by(running.by))}</p>` : badge(words.idle)}
${isOverdue && html`<p>${badge(words.overdue, 'warn')}</p>`}
${killed && html`<p>${badge(words.killed(others.length + 1), isPast ? 'neutral' : 'bad')}</p><p>${words.killedAt(moment(killed.at), by(killed.by))}</p>`}`
}

const row = (job: JobView, viewer: Viewer | undefined): readonly HtmlValue[] => [
  html`${foreign(job.title)}<p class="empty">${job.description}</p>`,
  html`${words.kinds(job.kind)}${job.nextAt !== undefined && html`<p>${words.next(moment(job.nextAt))}</p>`}`,
  job.lookedAt === undefined ? words.never : moment(job.lookedAt),
  work(job),
  state(job),
  pressForm(
    viewer,
    'RunJob',
    { jobName: job.name },
    html`<button class="button quiet" type="submit" aria-label="${words.runThis(job.title)}">${words.runNow}</button>`,
  ),
]

/** The list of jobs; each button runs one. */
export const renderJobs = (
  page: StaffFrame & {
    readonly jobs: readonly JobView[]
    /** The last retries of many errors, which are work in the background too. */
    readonly retries?: readonly RetryView[] | undefined
    /** The initial synchronization, where customers come from Sales. */
    readonly initial?: InitialView | undefined
    readonly notice?: Notice | undefined
  },
): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: pages.layout.areas.jobs,
    area: 'jobs',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${pages.layout.areas.jobs}</h1></div>
${table(
  words.table,
  columns,
  page.jobs.map((job) => row(job, page.viewer)),
)}
${initialCard(page.initial)}
${retriesCard(page.retries ?? [])}`,
  })
