// Something as it is stored.

/** A value that was read; key and ETag are the business of its store. */
export type Stored<T> = { readonly key: string; readonly etag: string; readonly value: T }
