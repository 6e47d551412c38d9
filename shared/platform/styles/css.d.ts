// What a stylesheet is to the code that imports it as text.

declare module '*.css' {
  const text: string
  export default text
}
