// Mistakes that the compiler must notice, each planted in a copy of the code: what stands in one table cannot be forgotten
// elsewhere.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
let copy = ''

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'planted-'))
  for (const folder of ['functions', 'shared']) cpSync(join(root, folder), join(copy, folder), { recursive: true })
  for (const file of ['package.json', 'tsconfig.json']) cpSync(join(root, file), join(copy, file))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** The files in which the compiler finds something. */
const filesWithErrors = (): string[] => {
  const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false'], { cwd: copy, encoding: 'utf8' })
  return [...new Set([...stdout.matchAll(/^([\w/.-]+)\(\d+,\d+\): error/gm)].map(([, file = '']) => file))]
}

type Mistake = {
  readonly in: string
  readonly instead: string
  readonly of: string
  /** A file that the compiler names. */
  readonly noticed: string
}

const mistakes: Readonly<Record<string, Mistake>> = {
  'a mistyped path among the words of a language': {
    in: 'shared/languages/nl/site.ts',
    of: "'company.website':",
    instead: "'company.web':",
    noticed: 'shared/languages/nl/site.ts',
  },
  'a mistyped field of the customer that a field of the request becomes': {
    in: 'shared/domain/onboarding-fields.ts',
    of: "Organization: 'website'",
    instead: "Organization: 'web'",
    noticed: 'shared/domain/onboarding-fields.ts',
  },
  'a route without its code': {
    in: 'functions/routes.ts',
    of: '    handler: getOnboardingRequest,\n',
    instead: '',
    noticed: 'functions/handlers.ts',
  },
  'a route whose code is loaded later, and is not there': {
    in: 'functions/handlers.ts',
    of: '  Health: health,\n',
    instead: '',
    noticed: 'functions/handlers.ts',
  },
  'a failure code without a text': {
    in: 'shared/domain/failures.ts',
    of: "  'queue-unavailable',\n",
    instead: "  'queue-unavailable',\n  'queue-full',\n",
    noticed: 'shared/languages/staff/en/failures.ts',
  },
  'a message of a type that is not known': {
    in: 'shared/dual-write/sweep.ts',
    of: 'send([message]',
    instead: "send([{ ...message, type: 'write-leed' }]",
    noticed: 'shared/dual-write/sweep.ts',
  },
  'a type of message that nobody works on': {
    in: 'shared/domain/messages.ts',
    of: "  'sales-change': {",
    instead:
      "  'write-user': { queue: 'sales-writes', data: readMembers({ prospectId: readGuid }) },\n  'sales-change': {",
    noticed: 'shared/dual-write/write-to-sales.ts',
  },
  'a code of the timeline without words': {
    in: 'shared/domain/timeline.ts',
    of: "  'customers-written': readMembers({}),\n",
    instead: "  'customers-written': readMembers({}),\n  'user-added': readMembers({}),\n",
    noticed: 'shared/languages/staff/en/timeline.ts',
  },
  'a flag without words': {
    in: 'shared/domain/flags.ts',
    of: "  'sign-in-kept',\n",
    instead: "  'sign-in-kept',\n  'mail-bounced',\n",
    noticed: 'shared/languages/staff/en/flags.ts',
  },
  'a stage that is forgotten': {
    in: 'shared/domain/sales-outcome.ts',
    of: "  'Lead missing': { lead: [], opportunity: [] },\n",
    instead: '',
    noticed: 'shared/domain/sales-outcome.ts',
  },
  'a setting that is not in the table': {
    in: 'functions/workers.ts',
    of: 'values.SITE_NAME',
    instead: 'values.SITE_NAMES',
    noticed: 'functions/workers.ts',
  },
}

describe('the compiler', () => {
  it('finds nothing in the code as it is', () => {
    expect(filesWithErrors()).toEqual([])
  })

  it.each(Object.entries(mistakes))('notices %s', (_what, { in: file, of, instead, noticed }) => {
    const path = join(copy, file)
    const before = readFileSync(path, 'utf8')
    expect(before).toContain(of)
    writeFileSync(
      path,
      before.replace(of, () => instead),
    )
    try {
      expect(filesWithErrors()).toContain(noticed)
    } finally {
      writeFileSync(path, before)
    }
  })
})
