/** Writes the types of the public API from its OpenAPI document on standard input; see the script `client`. */
import { writeFile } from "node:fs/promises"
import { text } from "node:stream/consumers"
import openapiTS, { astToString } from "openapi-typescript"

export const schemaFile = new URL("./src/schema.generated.ts", import.meta.url)

/** @param document an OpenAPI 3.1 document in JSON */
export async function typesOf(document: string): Promise<string> {
  const types = await openapiTS(document, { alphabetize: true, defaultNonNullable: false })
  return `// Written by \`npm run client\` from the server's OpenAPI document.\n${astToString(types)}`
}

if (import.meta.main) await writeFile(schemaFile, await typesOf(await text(process.stdin)))
