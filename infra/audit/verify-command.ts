// The command that checks the audit trail: arguments in, lines for people out, exit code back. Reads only.

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Anchor, beginning, verifyAudit } from '../../shared/headquarters/store/verify-audit.ts'
import { createAzureTable } from '../../shared/platform/azure-table.ts'
import { connectTables, type Environment } from '../backup/connect.ts'

export type VerifyContext = {
  readonly env: Environment
  readonly say: (line: string) => void
  readonly newId: () => string
  /** Folder of the project. */
  readonly root: string
}

const meanings = {
  missing: 'there is no such line; it was removed',
  unreadable: 'the line cannot be read',
  changed: 'the line was changed',
  'not-in-order': 'the line does not follow the one before it; lines were moved, put in or changed',
  'values-changed': 'the values beside the line were changed',
  'values-missing': 'the values beside the line were removed, and not as an erasure does it',
  'not-listed': 'the lists do not show the act as its lines say',
  'timeline-changed': 'a timeline was changed after it was sealed',
  'timeline-missing': 'a prospect whose timeline was sealed is gone',
  'head-wrong': 'the end of the chain is not as the chain has it',
  'not-as-noted': 'the chain does not hold the line that was noted; it was shortened or written anew',
} as const

const everything = { most: Number.POSITIVE_INFINITY, isOver: () => false }
const toldAtMost = 100

const readAnchor = (text: string | undefined): Anchor | undefined => {
  if (text === undefined) return undefined
  const [, seq, hash] = /^(\d{1,12}):([0-9a-f]{64})$/.exec(text) ?? []
  if (!seq || !hash) throw new Error('Say the noted line and its hash as the check printed them: --noted 12:0a1b…')
  return { seq: Number(seq), hash }
}

const verify = async (args: readonly string[], { env, say, newId, root }: VerifyContext): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: { storage: { type: 'string' }, noted: { type: 'string' } },
  })
  const noted = readAnchor(values.noted)
  const stateFolder = resolve(root, env['LOCAL_STATE'] || '.local')
  const { open, tables, close } = await connectTables({
    address: values.storage,
    environment: env,
    stateFolder,
    writes: false,
  })
  try {
    const table = createAzureTable(open('Headquarters'), newId)
    say(`Checking the audit trail in ${tables.about}`)
    const { problems, lines, erased, head } = await verifyAudit(table, beginning, everything, noted)
    for (const { seq, code, prospectId } of problems.slice(0, toldAtMost))
      say(`Line ${seq}: ${meanings[code]} (${code})${prospectId === undefined ? '' : `, prospect ${prospectId}`}.`)
    if (problems.length > toldAtMost) say(`… and ${problems.length - toldAtMost} more.`)
    if (erased > 0) say(`The values of ${erased} lines were erased.`)
    say(
      problems.length > 0
        ? `${problems.length} problems in ${lines} lines.`
        : `${lines} lines, all of them as they were written. Note ${head.seq}:${head.hash} elsewhere, and give it as --noted next time.`,
    )
    return problems.length > 0 ? 1 : 0
  } finally {
    await close()
  }
}

/** `npm run audit:verify`. @returns 0 when all is well, 1 when not, 2 when it could not be checked */
export const verifyCommand = async (args: readonly string[], context: VerifyContext): Promise<number> => {
  try {
    return await verify(args, context)
  } catch (error) {
    context.say(error instanceof Error ? error.message : String(error))
    return 2
  }
}
