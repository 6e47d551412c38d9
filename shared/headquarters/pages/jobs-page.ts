// The jobs of headquarters: what each does, how it went last, and a button that runs it now.

import { type Html, html } from '../../platform/html.ts'
import { deskLayout, type Notice } from './desk-layout.ts'
import { foreign, moment, table } from './parts.ts'

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

const columns = [
  { title: 'Job' },
  { title: 'Last run' },
  { title: 'Processed', number: true },
  { title: 'Failed', number: true },
  { title: 'Seconds', number: true },
  { title: 'Action' },
]

const row = (job: JobView): Html => html`<th scope="row">${job.title}<p class="empty">${job.description}</p></th>
${
  job.lastRun
    ? html`<td>${moment(job.lastRun.at)} by ${foreign(job.lastRun.by)}</td>
<td class="number">${job.lastRun.processed}</td>
<td class="number">${job.lastRun.failed > 0 ? html`<span class="badge bad">${job.lastRun.failed}</span>` : job.lastRun.failed}</td>
<td class="number">${job.lastRun.seconds.toFixed(1)}</td>`
    : html`<td colspan="4">Never</td>`
}
<td><form method="post" action="/headquarters/jobs/${encodeURIComponent(job.name.toWellFormed())}/run">
<button class="button quiet" type="submit" aria-label="Run now: ${job.title}">Run now</button>
</form></td>`

/** The list of jobs; each button posts to `/headquarters/jobs/{name}/run`. */
export const jobsPage = (page: { readonly jobs: readonly JobView[]; readonly notice?: Notice | undefined }): Html =>
  deskLayout({
    title: 'Jobs',
    area: 'jobs',
    notice: page.notice,
    main: html`<div class="page-head"><h1>Jobs</h1></div>
${table('Jobs', columns, page.jobs.map(row), 'There are no jobs.')}`,
  })
