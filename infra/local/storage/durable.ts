// Azurite keeps its rows in memory and saves all of them every five seconds, so whatever ends it takes what it answered
// for since. Here each change is in a journal before its answer leaves; whole copies are made when the journal is long.
import { statSync } from 'node:fs'
import { type Changes, replay, type Watch, watchChanges } from './changes.ts'
import { damaged } from './damaged.ts'
import { type JournalFiles, openJournalFiles } from './journal-files.ts'
import type { Database, Failure, Loki } from './loki.ts'

type Kept = { readonly watch: Watch; readonly files: JournalFiles; readonly isClosing: () => boolean }

/** A journal shorter than this is read in a moment at the next start. */
const leastBytes = 4 * 1024 * 1024

export type Durable = {
  /** Returns when everything that was done would survive the end of this process. @throws Error when it would not */
  keep(): void
}

/**
 * Makes every database of LokiJS in this process durable.
 * @param say hears when a whole copy could not be saved
 */
export const makeDurable = (loki: Loki, say: (line: string) => void): Durable => {
  const methods = loki.prototype
  const original = { ...methods }
  const all = new Map<Database, Kept>()
  const closing = new Set<Database>()

  const keptOf = (database: Database): Kept | undefined => {
    if (database.persistenceMethod !== 'fs') return undefined
    const known = all.get(database)
    if (known) return known
    const kept = {
      watch: watchChanges(database),
      files: openJournalFiles(database.filename),
      isClosing: () => closing.has(database),
    }
    all.set(database, kept)
    return kept
  }

  methods.addCollection = function (name, options) {
    const collection = original.addCollection.call(this, name, options)
    keptOf(this)?.watch.follow(collection)
    return collection
  }
  methods.loadDatabase = function (options, done) {
    const recover = (error: Failure): Failure => {
      const kept = keptOf(this)
      if (error) return kept ? damaged(this.filename, undefined, error) : error
      if (!kept) return undefined
      try {
        replay(this, kept.files.read() as Changes[])
        kept.watch.forget()
        return undefined
      } catch (failure) {
        return failure instanceof Error ? failure : new Error(String(failure))
      }
    }
    // An empty file is taken for a new database, and everything would be lost with the next save.
    if (keptOf(this) && statSync(this.filename).size === 0) done?.(damaged(this.filename))
    else original.loadDatabase.call(this, options, (error) => done?.(recover(error)))
  }
  methods.saveDatabaseInternal = function (done) {
    const kept = keptOf(this)
    // What is in memory now is in the copy; what is done while it is written goes to a new journal.
    const removeOlder = kept?.files.turn()
    original.saveDatabaseInternal.call(this, (error) => {
      if (error && kept) {
        say(`Azurite could not save ${this.filename}: ${error.message}`)
        // It is tried again; until then the journals hold it all.
        for (const collection of this.collections) collection.dirty = true
      } else if (!error) removeOlder?.()
      done?.(error)
    })
  }
  methods.autosaveDirty = function () {
    const kept = keptOf(this)
    const isLong = !kept || kept.isClosing() || kept.files.size() > leastBytes
    return isLong && original.autosaveDirty.call(this)
  }
  methods.close = function (done) {
    closing.add(this)
    original.close.call(this, done)
  }

  return {
    keep: () => {
      for (const { watch, files } of all.values()) {
        const changes = watch.look()
        if (!changes) continue
        files.append(changes)
        watch.forget()
      }
    },
  }
}
