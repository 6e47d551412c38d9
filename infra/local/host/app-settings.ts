// Small readers of settings and host.json that the host itself needs.
import type { AppConfig } from './app-config.ts'
import { type BlobStore, openBlobStore, parseBlobAccount } from './blob-store.ts'
import { findSetting } from './function-index.ts'

/** Opens the app's own storage on first use. @throws Error when `AzureWebJobsStorage` is missing or unusable */
export const storeOf = (settings: Record<string, string>, now: () => number): (() => BlobStore) => {
  let store: BlobStore | undefined
  return () => {
    const connection = findSetting(settings, 'AzureWebJobsStorage')
    if (!connection) throw new Error("The setting 'AzureWebJobsStorage' is missing; timers need it.")
    store ??= openBlobStore(parseBlobAccount(connection), now)
    return store
  }
}

/** An object of host.json as text values; anything else is empty. */
export const textMap = (app: AppConfig, path: string): Record<string, string> => {
  const value = app.setting(path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]))
}
