/**
 * Writes the package as it is published: JavaScript and types, as Node strips no types below node_modules. In this
 * repository everything runs from the sources, so what is published has a folder and a package.json of its own.
 *
 *     npm run build -w packages/whatsapp && npm publish ./packages/whatsapp/dist
 */
import { execFile } from "node:child_process"
import { access, copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const here = fileURLToPath(new URL("./", import.meta.url))
const tsc = fileURLToPath(new URL("./bin/tsc", import.meta.resolve("typescript/package.json")))

interface Manifest {
  exports: Record<string, string>
  [member: string]: unknown
}

/** @param folder what is there is replaced */
export async function buildPackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const project = join(here, "tsconfig.build.json")
  await promisify(execFile)(process.execPath, [tsc, "-p", project, "--outDir", folder])
  await nameCompiledFiles(folder)
  const manifest: Manifest = JSON.parse(await readFile(join(here, "package.json"), "utf8"))
  await writeFile(join(folder, "package.json"), `${JSON.stringify(published(manifest), null, 2)}\n`)
  await copyFile(join(here, "README.md"), join(folder, "README.md"))
  await copyFile(join(here, "CHANGELOG.md"), join(folder, "CHANGELOG.md"))
  await copyFile(join(here, "../../LICENSE"), join(folder, "LICENSE"))
  const targets = Object.values(manifest.exports).flatMap((file) => Object.values(compiled(file)))
  await Promise.all(targets.map((target) => access(join(folder, target))))
}

/** The compiler leaves the names of sources in types, which older ones do not find. */
async function nameCompiledFiles(folder: string): Promise<void> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".d.ts"))
  await Promise.all(
    files.map(async (name) => {
      const types = await readFile(join(folder, name), "utf8")
      await writeFile(join(folder, name), types.replace(/((?:from|import\() ?"\.[^"]*)\.ts"/g, '$1.js"'))
    }),
  )
}

/** The manifest without what is only for this repository. */
function published({ private: _private, scripts, devDependencies, exports, ...manifest }: Manifest): object {
  const doors = Object.entries(exports).map(([path, file]) => [path, compiled(file)])
  return { ...manifest, exports: Object.fromEntries(doors) }
}

function compiled(file: string): { types: string; default: string } {
  const path = file.replace(/^\.\/src\//, "./").replace(/\.ts$/, "")
  return { types: `${path}.d.ts`, default: `${path}.js` }
}

if (import.meta.main) await buildPackage(resolve(process.argv[2] ?? join(here, "dist")))
