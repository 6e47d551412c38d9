// GET /headquarters/jobs: the jobs, their last runs, and a button for each.

import { jobNames, jobTexts, lastRuns } from '../../shared/headquarters/jobs/jobs.ts'
import { page } from '../../shared/platform/http.ts'
import type { Table } from '../../shared/platform/table.ts'
import type { Serve } from '../serve.ts'

const loadPage = () => import('../../shared/headquarters/pages/render-jobs.ts')

export const jobsPage = (serve: Serve, deps: { readonly headquarters: Table }): void =>
  serve('JobsPage', async ({ request }) => {
    const runs = await lastRuns(deps.headquarters)
    const ran = jobNames.find((name) => name === request.query.get('ran'))
    const run = ran && runs[ran]
    const jobs = jobNames.map((name) => ({ name, ...jobTexts[name], lastRun: runs[name] }))
    const text = run && `${jobTexts[ran].title} ran: ${run.processed} processed, ${run.failed} failed.`
    return page(
      (await loadPage()).renderJobs({
        jobs,
        ...(text ? { notice: { tone: run.failed > 0 ? 'bad' : 'good', text } as const } : {}),
      }),
    )
  })
