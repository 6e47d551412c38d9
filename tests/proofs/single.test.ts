// Every single fault at every call of a story, from the first story on, every second one: nothing is lost and nothing doubled.

import { vi } from 'vitest'
import { everySingleFault } from '../support/faults/every-single-fault.ts'
import { storiesOfFaults } from '../support/faults/stories.ts'

vi.mock('../../shared/platform/shards.ts', () => import('../support/faults/few-shards.ts'))

everySingleFault((await storiesOfFaults()).filter((_, at) => at % 2 === 0))
