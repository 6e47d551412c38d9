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
  room('domain', 0.25, 0.95),
  room('languages', 0.1),
  room('channel', 0.15),
  room('headquarters', 0.15),
  room('dual-write', 0.2),
  room('sales', 0.2),
  room('mail', 0.2),
  room('platform', 0.2),
  { name: 'functions/serve.ts', files: ['functions/serve.ts'], share: 1, bar: 0.9 },
]
