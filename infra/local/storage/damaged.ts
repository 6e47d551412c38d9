// What is said of a file of the local state that cannot be read.

/** @param line counted from 1; absent = the file as a whole */
export const damaged = (path: string, line?: number, cause?: unknown): Error =>
  new Error(
    `${path} is damaged${line === undefined ? '' : ` in line ${line}`}. Put back a copy of the folder, or begin anew with npm start -- --fresh.`,
    { cause },
  )
