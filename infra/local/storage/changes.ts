// What was changed in a database since the last time it was asked, as values; and how they are put into it again.
// A document stands in them as it is now, so that putting the same changes in twice does no harm.
import type { Collection, Database, Document } from './loki.ts'

type CollectionChange = {
  readonly name: string
  /** The collection is new; one of this name that was there before is gone. */
  readonly created?: { readonly indices: readonly string[]; readonly unique: readonly string[] }
  readonly put: readonly Document[]
  readonly removed: readonly number[]
}

export type Changes = { readonly collections: readonly CollectionChange[]; readonly dropped: readonly string[] }

export type Watch = {
  /** Follows what is done to a collection from now on. */
  follow(collection: Collection): void
  /** What is new since the last `forget`; undefined = nothing. */
  look(): Changes | undefined
  /** Takes what was looked at as kept. */
  forget(): void
}

/** Watches the collections of a database. */
export const watchChanges = (database: Database): Watch => {
  const touched = new Map<Collection, Set<number>>()
  let known = new Map<string, Collection>()
  const present = (): Map<string, Collection> => new Map(database.collections.map((one) => [one.name, one]))

  const changesOf = (collection: Collection): CollectionChange | undefined => {
    const { name } = collection
    if (known.get(name) !== collection) {
      const created = { indices: Object.keys(collection.binaryIndices), unique: collection.uniqueNames }
      return { name, created, put: collection.data, removed: [] }
    }
    const ids = touched.get(collection)
    if (!ids || ids.size === 0) return undefined
    const put: Document[] = []
    const removed: number[] = []
    for (const id of ids) {
      const document = collection.get(id)
      if (document) put.push(document)
      else removed.push(id)
    }
    return { name, put, removed }
  }

  return {
    follow: (collection) => {
      if (touched.has(collection)) return
      const ids = new Set<number>()
      touched.set(collection, ids)
      const note = (changed: Document | Document[]): void => {
        for (const { $loki } of Array.isArray(changed) ? changed : [changed]) ids.add($loki)
      }
      collection.on('insert', note)
      collection.on('update', note)
      collection.on('delete', note)
    },
    look: () => {
      const names = present()
      const collections = database.collections.flatMap((one) => changesOf(one) ?? [])
      const dropped = [...known.keys()].filter((name) => !names.has(name))
      return collections.length > 0 || dropped.length > 0 ? { collections, dropped } : undefined
    },
    forget: () => {
      known = present()
      for (const [collection, ids] of touched) {
        if (known.get(collection.name) === collection) ids.clear()
        else touched.delete(collection)
      }
    },
  }
}

const byId = (a: Document, b: Document): number => a.$loki - b.$loki

/** Puts changes into a database, the oldest first. */
export const replay = (database: Database, all: readonly Changes[]): void => {
  const documents = new Map<Collection, Map<number, Document>>()
  for (const { collections, dropped } of all) {
    for (const name of dropped) database.removeCollection(name)
    for (const { name, created, put, removed } of collections) {
      if (created) database.removeCollection(name)
      // A collection that is there already is returned as it is.
      const collection = database.addCollection(name, created)
      const held = documents.get(collection) ?? new Map(collection.data.map((one) => [one.$loki, one]))
      documents.set(collection, held)
      for (const document of put) held.set(document.$loki, document)
      for (const id of removed) held.delete(id)
      // No id is given twice, not even that of a row that is gone.
      for (const document of put) collection.maxId = Math.max(collection.maxId, document.$loki)
      for (const id of removed) collection.maxId = Math.max(collection.maxId, id)
    }
  }
  for (const [collection, held] of documents) {
    // Ids are looked up by halving, so the rows stand in their order; every index is made anew.
    collection.data = [...held.values()].sort(byId)
    collection.idIndex = null
    collection.ensureId()
    collection.constraints.unique = {}
    collection.ensureAllIndexes(true)
    collection.dirty = true
  }
}
