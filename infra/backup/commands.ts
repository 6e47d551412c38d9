// The commands: arguments in, lines for people out, exit code back.

import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backUp } from './backup.ts'
import { connectTables, type Environment, openPlace, type Wanted } from './connect.ts'
import type { Wait } from './container-store.ts'
import { type Manifest, rowsOf } from './manifest.ts'
import { restore } from './restore.ts'
import { skipNumbers } from './skip-numbers.ts'
import type { Tables } from './tables.ts'

export type CommandContext = {
  readonly env: Environment
  readonly now: () => Date
  readonly send: typeof fetch
  readonly wait: Wait
  readonly say: (line: string) => void
  /** Folder of the project. */
  readonly root: string
}

const total = ({ tables }: Manifest): number => tables.reduce((sum, table) => sum + rowsOf(table), 0)

const attempt = async (say: CommandContext['say'], work: () => Promise<void>): Promise<number> => {
  try {
    await work()
    return 0
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return 1
  }
}

const stateOf = (env: Environment, root: string): string => resolve(root, env['LOCAL_STATE'] || '.local')

const withTables = async <T>(wanted: Wanted, work: (tables: Tables) => Promise<T>): Promise<T> => {
  const { tables, close } = await connectTables(wanted)
  try {
    return await work(tables)
  } finally {
    await close()
  }
}

/** `npm run backup`. @returns the exit code */
export const backupCommand = (args: readonly string[], context: CommandContext): Promise<number> => {
  const { env, now, send, wait, say, root } = context
  return attempt(say, async () => {
    const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' }, storage: { type: 'string' } } })
    const stateFolder = stateOf(env, root)
    const place = values.to ?? join(stateFolder, 'backups', now().toISOString().replaceAll(':', '-'))
    const store = openPlace(place, send, wait)
    const wanted = { address: values.storage, environment: env, stateFolder, writes: false }
    const manifest = await withTables(wanted, (tables) => {
      say(`Backing up ${tables.about} to ${store.about}`)
      return backUp(tables, store, now, say)
    })
    const changed = manifest.tables.reduce((sum, table) => sum + table.changedMeanwhile, 0)
    say(`${total(manifest)} rows are in ${store.about}; it holds personal data.`)
    if (changed > 0)
      say(
        `At least ${changed} of them changed while this ran: they may be from before or after. Stop the app for an exact picture.`,
      )
  })
}

/** `npm run restore`. @returns the exit code */
export const restoreCommand = (args: readonly string[], context: CommandContext): Promise<number> => {
  const { env, send, wait, say, root } = context
  return attempt(say, async () => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        storage: { type: 'string' },
        replace: { type: 'boolean', default: false },
        'skip-numbers': { type: 'string', default: '1000' },
      },
    })
    const skipped = Number(values['skip-numbers'])
    if (!Number.isInteger(skipped) || skipped < 0 || skipped > 100_000)
      throw new Error('--skip-numbers must be a number up to 100000; 0 = none.')
    if (values.from === undefined) throw new Error('Say which backup: npm run restore -- --from FOLDER-OR-ADDRESS')
    const store = openPlace(values.from, send, wait)
    const wanted = { address: values.storage, environment: env, stateFolder: stateOf(env, root), writes: true }
    const manifest = await withTables(wanted, async (tables) => {
      say(`Restoring ${store.about} into ${tables.about}`)
      const restored = await restore(tables, store, { replace: values.replace, say })
      if (skipped > 0) {
        const firsts = await skipNumbers(tables, skipped)
        say(`Left out ${skipped} numbers from ${firsts.join(', ')} on: they may have been given after the backup.`)
      }
      return restored
    })
    say(`${total(manifest)} rows are back, as they were between ${manifest.startedAt} and ${manifest.finishedAt}.`)
    say('What came after that is not in them; docs/operate.md says what to do about it.')
  })
}
