import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

/** The server beside which `npm run dashboard` works. */
const server = process.env.PARLEY_URL ?? "http://localhost:3000"

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    chunkSizeWarningLimit: 900,
    // `rooms.ts` imports rooms one after the other, which must not be as many requests; nor what the first page needs.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "rooms", test: /src\/[^/]+\/room\.ts$/, priority: 1 },
            { name: "first", tags: ["$initial"] },
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
