// The partitions over which rows are spread, so that no single one limits the whole.

export const shards: readonly string[] = [...'0123456789abcdef']

/** The partition of an id: its first hexadecimal digit. */
export const shardOf = (id: string): string => id.charAt(0).toLowerCase()
