// All orders of all subsets of some things.

/** Every arrangement of every subset: of six things 1,957, the empty one included. */
export const arrangements = <T>(items: readonly T[]): T[][] => [
  [],
  ...items.flatMap((item, at) =>
    arrangements([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  ),
]
