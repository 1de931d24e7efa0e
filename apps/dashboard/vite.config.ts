import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import react from "@vitejs/plugin-react"
import { defineConfig, type Plugin } from "vite"

/** The server beside which `npm run dashboard` works. */
const server = process.env.PARLEY_URL ?? "http://localhost:3000"

/**
 * `rooms.ts` imports a room in the line that lists it, which is dynamic: built as it stands, each would be one more file, and
 * a browser would fetch one after the other. So they are imported as everything else that the first page needs.
 */
function roomsAtOnce(): Plugin {
  const line = /\(await import\((".\/[\w-]+\/room\.ts")\)\)\.room/g
  return {
    name: "rooms-at-once",
    apply: "build",
    enforce: "pre",
    transform: {
      filter: { id: /\/dashboard\/src\/rooms\.ts$/ },
      handler(code) {
        const paths = [...code.matchAll(line)].map(([, path]) => path)
        if (paths.length === 0) this.error("No room is imported as this expects it.")
        const imports = paths.map((path, index) => `import { room as room${index} } from ${path}`)
        let next = 0
        return { code: `${imports.join("\n")}\n${code.replace(line, () => `room${next++}`)}`, map: null }
      },
    },
  }
}

/**
 * The icons of rooms are shown by the frame of a member alone, and come with it: what is open to anyone does without them. Until
 * then a room has the name of its icon.
 */
function iconsWithFrame(): Plugin {
  const line = /import \{([^}]+)\} from "@tabler\/icons-react"/
  const namesIn = (code: string) =>
    line
      .exec(code)?.[1]
      ?.split(",")
      .map((name) => name.trim())
      .filter(Boolean) ?? []
  const [named, all] = ["\0icon-named", "\0icons-of-rooms"]
  return {
    name: "icons-with-frame",
    apply: "build",
    enforce: "pre",
    resolveId: (id) => (id === "icon-named" || id === "icons-of-rooms" ? `\0${id}` : null),
    load(id) {
      if (id === named)
        return `import { createElement } from "react"
export const icons = {}
export const iconNamed = (name) => (props) => createElement(icons[name], props)`
      if (id !== all) return null
      const rooms = globSync("src/*/room.ts", { cwd: import.meta.dirname })
      const names = new Set(
        rooms.flatMap((path) => namesIn(readFileSync(join(import.meta.dirname, path), "utf8"))),
      )
      return `import { ${[...names].join()} } from "@tabler/icons-react"
import { icons } from "icon-named"
Object.assign(icons, { ${[...names].join()} })`
    },
    transform: {
      filter: { id: /\/dashboard\/src\/(\w[\w-]*\/room\.ts|frame\/signed-in-frame\.tsx)$/ },
      handler(code, id) {
        if (id.endsWith(".tsx")) return { code: `import "icons-of-rooms"\n${code}`, map: null }
        const given = namesIn(code).map((name) => `const ${name} = iconNamed("${name}")`)
        if (given.length === 0) return null
        return {
          code: code.replace(line, `import { iconNamed } from "icon-named"\n${given.join("\n")}\n`),
          map: null,
        }
      },
    },
  }
}

/** `look/styles.css` lists the components of Mantine that are used: one that is not in it would have no styles. */
function stylesOfAll(): Plugin {
  const component = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/
  return {
    name: "styles-of-all",
    apply: "build",
    generateBundle(_, bundle) {
      const files = Object.values(bundle)
      const styles = files.map((file) => (file.type === "asset" ? String(file.source) : "")).join("")
      const missing = files.flatMap((file) =>
        Object.entries(file.type === "chunk" ? file.modules : {}).flatMap(([id, { code }]) => {
          const names = component.test(id) ? (code?.match(/\bm_[0-9a-f]+/g) ?? []) : []
          return names.length > 0 && !names.some((name) => styles.includes(`.${name}`))
            ? [component.exec(id)?.[1]]
            : []
        }),
      )
      if (missing.length > 0) this.error(`Not in look/styles.css: ${missing.join(", ")}`)
    },
  }
}

export default defineConfig({
  plugins: [roomsAtOnce(), iconsWithFrame(), stylesOfAll(), react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // The first that know `light-dark()`. Written for older ones it would follow a color-scheme that the file itself sets, and
    // Mantine's is a variable: nothing would have a colour.
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
    // A file each: what the first page needs, whichever it is; what the pages to sign in and the frame have in common beyond that;
    // what proves who one is; the pages to sign in; the frame and home, with what rooms have in the frame, which then is there whatever becomes of the network; what the rooms
    // show on Home.
    rolldownOptions: {
      output: {
        // The first page has the names of all files in it, and names of modules would be a third of them.
        chunkFileNames: "assets/[hash].js",
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"], priority: 4 },
            {
              name: "controls",
              test: /@mantine\/(form|hooks\/esm\/use-uncontrolled|core\/esm\/components\/(ActionIcon|Divider|Group|Input|Paper|TextInput))\/|src\/(look\/(action|form\/form-problem|logo)|session\/auth-answer)\.tsx?$/,
              priority: 3,
            },
            { name: "auth", test: /\/src\/api\/auth\.ts$/, priority: 3 },
            { name: "entrance", test: /\/src\/session\/sign-(in|up)\.tsx$/, priority: 2 },
            { name: "home", test: /-on-home\.tsx$/, priority: 1 },
            {
              name: "frame",
              test: /icons-of-rooms$|\/src\/(frame\/signed-in-frame|home\/home|notifications\/bell|.*-(banner|dot))\.tsx$/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    // The server takes changes from its own origin only, so it is told that origin.
    proxy: {
      "^/(v1|auth|openapi.json|docs)(/|$)": {
        target: server,
        changeOrigin: true,
        headers: { origin: server, "sec-fetch-site": "same-origin" },
      },
    },
  },
})
