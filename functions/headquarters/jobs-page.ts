// GET /headquarters/jobs: the jobs, their last runs, and a button for each.

import { app } from '@azure/functions'
import { jobNames, jobTexts, lastRuns } from '../../shared/headquarters/jobs/jobs.ts'
import { page } from '../../shared/platform/http.ts'
import type { Table } from '../../shared/platform/table.ts'
import { type StaffDeps, staffPage } from './staff-page.ts'

const loadPage = () => import('../../shared/headquarters/pages/jobs-page.ts')

export const jobsPage = (deps: StaffDeps & { readonly headquarters: Table }): void =>
  app.http('JobsPage', {
    route: 'headquarters/jobs',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: staffPage(deps, 'Headquarters.Reader', async (request) => {
      const runs = await lastRuns(deps.headquarters)
      const ran = jobNames.find((name) => name === request.query.get('ran'))
      const run = ran && runs[ran]
      const jobs = jobNames.map((name) => ({ name, ...jobTexts[name], lastRun: runs[name] }))
      const text = run && `${jobTexts[ran].title} ran: ${run.processed} processed, ${run.failed} failed.`
      return page(
        (await loadPage()).jobsPage({
          jobs,
          ...(text ? { notice: { tone: run.failed > 0 ? 'bad' : 'good', text } as const } : {}),
        }),
      )
    }),
  })
