// The variables of the environment that the commands read.

export type Environment = Readonly<Record<string, string | undefined>>
