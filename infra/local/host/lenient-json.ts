// host.json and local.settings.json may hold comments and trailing commas, as .NET reads them.

/** What a piece of JSON text becomes: text stays, comments go, and so does a comma before a closing bracket. */
const pieces = /"(?:\\.|[^"\\])*"|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)*[\]}])/g

/** Reads JSON with comments, trailing commas and a byte order mark. @throws SyntaxError when it is none all the same */
export const parseLenientJson = (text: string): unknown =>
  JSON.parse(text.replace(/^\uFEFF/, '').replace(pieces, (piece) => (piece.startsWith('"') ? piece : '')))
