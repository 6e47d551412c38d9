// The page *Jobs* after jobs ran, found nothing, and were killed.

import { randomUUID } from 'node:crypto'
import { TableClient } from '@azure/data-tables'
import { expect, test } from 'vitest'
import { createJobRunStore } from '../../shared/headquarters/store/job-runs.ts'
import { createAzureTable } from '../../shared/platform/azure-table.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'
import { runJob } from './steps.ts'

const begin = useStage()

test('Jobs tells what looked, what worked, what runs and what was killed, while the bridge is paused too', async () => {
  const { env, visitor, page } = await begin()
  const table = TableClient.fromConnectionString(env.storage, 'Headquarters', { allowInsecureConnection: true })
  const runs = createJobRunStore(createAzureTable(table, randomUUID))
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  await runs.looked('catch-up', minutesAgo(1))
  await runs.begin('synchronize', { at: minutesAgo(9), by: 'schedule' })
  await runs.begin('1010', { at: minutesAgo(1), by: 'schedule' })
  expect(await runJob(page, env, 'P-0001')).toContain('0 failed.')
  await page.goto(`${env.url}/headquarters/dual-write`)
  await page.getByLabel('Reason for the pause').fill('Sales is being updated.')
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('link', { name: 'Jobs' }).click()
  const row = (name: string) => page.getByRole('row', { name })
  await row('Synchronize orders').getByText('Killed', { exact: true }).waitFor()
  await row('1010 (Customers)').getByText('Running', { exact: true }).waitFor()
  await page.getByRole('region', { name: 'Bridge to Sales' }).getByText('Sales is being updated.').waitFor()
  await examine(visitor, 'headquarters-jobs')
})
