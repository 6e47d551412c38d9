// Settings of an app, found as the host finds them, and the storage that they name.
import { type BlobStore, createBlobStore, parseBlobAccount } from './blob-store.ts'

/** Looks a setting up without regard to case, as the host's configuration does. */
export const findSetting = (settings: Record<string, string>, name: string): string | undefined => {
  if (settings[name] !== undefined) return settings[name]
  const key = Object.keys(settings).find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : settings[key]
}

/** Opens the app's own storage on first use. @throws Error when `AzureWebJobsStorage` is missing or unusable */
export const storeOf = (settings: Record<string, string>, now: () => number): (() => BlobStore) => {
  let store: BlobStore | undefined
  return () => {
    const connection = findSetting(settings, 'AzureWebJobsStorage')
    if (!connection) throw new Error("The setting 'AzureWebJobsStorage' is missing; timers need it.")
    store ??= createBlobStore(parseBlobAccount(connection), now)
    return store
  }
}
