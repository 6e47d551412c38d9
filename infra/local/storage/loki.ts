// What this project uses of LokiJS, the database in which Azurite keeps its rows
// (https://techfort.github.io/LokiJS/Loki.html). Azurite brings it; its own types are not installed with it.

export type Document = { readonly $loki: number }

export type Collection = {
  readonly name: string
  data: Document[]
  idIndex: number[] | null
  maxId: number
  dirty: boolean
  readonly binaryIndices: Readonly<Record<string, unknown>>
  readonly uniqueNames: readonly string[]
  readonly constraints: { unique: Record<string, unknown> }
  on(event: 'insert' | 'update' | 'delete', listener: (changed: Document | Document[]) => void): void
  get(id: number): Document | null
  ensureId(): void
  ensureAllIndexes(force: boolean): void
}

export type Failure = Error | null | undefined
type Done = (error?: Failure) => void

export type Database = {
  readonly filename: string
  readonly persistenceMethod: string | null
  readonly collections: readonly Collection[]
  addCollection(name: string, options?: { indices?: readonly string[]; unique?: readonly string[] }): Collection
  removeCollection(name: string): void
  loadDatabase(options: object, done?: Done): void
  /** Writes everything into the database's file; what it holds is decided before this returns. */
  saveDatabaseInternal(done?: Done): void
  autosaveDirty(): boolean
  close(done?: Done): void
}

/** The constructor of databases, whose methods all databases share. */
export type Loki = { readonly prototype: Database }
