// What `npm run mutation` changes, room by room, and how many of the changes must be noticed.

export type Folder = {
  readonly name: string
  readonly files: readonly string[]
  /** The share of all possible changes that is tried. */
  readonly share: number
  /** The least share of the changes tried that the tests must notice. */
  readonly bar: number
}

const room = (name: string, share: number, bar = 0.9): Folder => ({
  name: `shared/${name}`,
  files: [`shared/${name}/**/*.ts`],
  share,
  bar,
})

export const folders: readonly Folder[] = [
  room('domain', 0.2, 0.95),
  room('languages', 0.03),
  room('channel', 0.1),
  room('headquarters', 0.1),
  room('dual-write', 0.12),
  room('sales', 0.12),
  room('mail', 0.15),
  room('platform', 0.12),
  { name: 'functions/serve.ts', files: ['functions/serve.ts'], share: 1, bar: 0.9 },
]
