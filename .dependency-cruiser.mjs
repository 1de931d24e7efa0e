import { readFileSync } from "node:fs"

// Arrows point downwards only; see docs/architecture.md. A room may use the doors of the rooms below it in rooms.ts.
const list = readFileSync(new URL("apps/server/src/rooms.ts", import.meta.url), "utf8")
const layers = ["roles", ...[...list.matchAll(/"\.\/([\w-]+)\/room\.ts"/g)].map(([, name]) => name)]

const room = (name) => `^apps/server/src/${name}/`
const upward = layers.slice(1).map((name, index) => ({
  name: `${name}-does-not-look-up`,
  severity: "error",
  from: { path: room(name), pathNot: "/testing/|\\.test\\.ts$" },
  to: { path: layers.slice(0, index + 1).map(room) },
}))

// The same of the sandbox, top first: doors, what Graph answers, what people do, what is told, what is remembered, the ground.
const sandboxLayers = [
  "(main|index|sandbox)\\.ts",
  "http/",
  "pages/",
  "control/",
  "graph/router\\.ts",
  "graph/login/",
  "graph/accounts/",
  "graph/numbers/",
  "graph/messages/",
  "graph/templates/",
  "graph/flows/",
  "graph/media/",
  "graph/protocol/",
  "phones/",
  "running\\.ts",
  "delivery/",
  "world/",
  "store/",
  "settings\\.ts",
  "people/",
  "(agenda|clock|json|message-stages|messaging-limits|meta-errors|random-ids|range|wamid)\\.ts",
]
const sandboxFile = (layer) => `^apps/sandbox/src/${layer}`
const sandboxUpward = sandboxLayers.slice(1).map((layer, index) => ({
  name: `sandbox-${layer.replace(/\W+/g, "-")}-does-not-look-up`,
  severity: "error",
  from: { path: sandboxFile(layer), pathNot: "\\.test\\.ts$" },
  to: { path: sandboxLayers.slice(0, index + 1).map(sandboxFile) },
}))

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...upward,
    {
      name: "rooms-do-not-see-the-list",
      comment: "What a room needs of those above it is collected from platform.rooms.",
      severity: "error",
      from: {
        path: "^apps/server/src/[^/]+/",
        pathNot: "^apps/server/src/(roles|testing)/|/testing/|\\.test\\.ts$",
      },
      to: { path: "^apps/server/src/rooms\\.ts$" },
    },
    {
      name: "workers-name-no-room",
      comment: "What a worker does is what the rooms say that they bring.",
      severity: "error",
      from: { path: "^apps/server/src/roles/worker\\.ts$" },
      to: { path: layers.filter((name) => name !== "roles" && name !== "platform").map(room) },
    },
    {
      name: "rooms-have-one-door",
      comment: "Another room is entered through its index.ts; platform is a house of several rooms.",
      severity: "error",
      from: { path: "^apps/server/src/([^/]+)/", pathNot: "/testing/|\\.test\\.ts$" },
      to: {
        path: "^apps/server/src/([^/]+)/.+",
        pathNot: [
          "^apps/server/src/$1/",
          "^apps/server/src/[^/]+/index\\.ts$",
          "^apps/server/src/(platform|testing)/",
        ],
      },
    },
    {
      name: "no-cycles",
      comment: "Of type imports neither: two files that need each other's types are one story or three.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "sandbox-knows-nothing-of-the-server",
      severity: "error",
      from: { path: "^apps/sandbox/" },
      to: { path: "^apps/(server|cli|dashboard)/|^packages/model/" },
    },
    {
      name: "sandbox-shares-nothing-with-clients",
      comment:
        "A stand-in that shared a client's tables would share its mistakes. Its tests drive the client.",
      severity: "error",
      from: { path: "^apps/sandbox/", pathNot: "\\.test\\.ts$" },
      to: { path: "^packages/whatsapp/" },
    },
    ...sandboxUpward,
    {
      name: "sandbox-has-layers",
      comment: "A file or folder of the sandbox is named in the list of its layers, above.",
      severity: "error",
      from: {},
      to: {
        path: "^apps/sandbox/src/",
        pathNot: [...sandboxLayers.map(sandboxFile), "^apps/sandbox/src/(testing|conformance)/"],
      },
    },
    {
      name: "server-knows-nothing-of-the-sandbox",
      comment: "Except its tests, which run against it over HTTP.",
      severity: "error",
      from: {
        path: "^apps/server/",
        pathNot: "\\.test\\.ts$|^apps/server/src/(testing|[^/]+/testing)/|testing\\.ts$",
      },
      to: { path: "^apps/(sandbox|cli|dashboard)/" },
    },
    {
      name: "cli-is-a-client",
      severity: "error",
      from: { path: "^apps/cli/" },
      to: { path: "^apps/(server|sandbox|dashboard)/" },
    },
    {
      name: "dashboard-is-a-client",
      comment: "It uses the public API like any other client, and the packages that a browser can load.",
      severity: "error",
      from: { path: "^apps/dashboard/" },
      to: { path: "^apps/(server|sandbox|cli)/|^packages/whatsapp/src/graph/" },
    },
    {
      name: "whatsapp-stands-alone",
      severity: "error",
      from: { path: "^packages/whatsapp/" },
      to: { path: "^(apps|packages/(?!whatsapp))/" },
    },
    {
      name: "model-stands-on-whatsapp",
      severity: "error",
      from: { path: "^packages/model/" },
      to: { path: "^apps/|^packages/whatsapp/src/graph/" },
    },
    {
      name: "packages-load-in-a-browser",
      comment: "All but the client of the Graph API.",
      severity: "error",
      from: { path: "^packages/(model|whatsapp)/src/(?!graph/)", pathNot: "\\.test\\.ts$|/testing/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "packages-use-no-http-client",
      severity: "error",
      from: { path: "^packages/(model|whatsapp)/src/(?!graph/)" },
      to: { path: "node_modules/undici/" },
    },
    {
      name: "not-to-tests",
      severity: "error",
      from: { pathNot: "\\.test\\.ts$" },
      to: { path: "\\.test\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // What is excluded no rule sees: the client of HTTP must stay, though nothing in it is followed.
    exclude: { path: ["node_modules/(?!undici/)", "/pages/dist", "apps/dashboard/dist"] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs"],
    },
    parser: "swc",
  },
}
