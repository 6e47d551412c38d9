// Runs once before all tests.
export const setup = async (): Promise<void> => {
  await Promise.resolve()
}
