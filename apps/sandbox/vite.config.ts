import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

export default defineConfig({
  root: "pages",
  base: "/_sandbox/pages/",
  plugins: [react()],
  // One page of a tool that runs on the same machine: a bundle of one megabyte is not a fault.
  build: {
    outDir: "dist",
    emptyOutDir: true,
    chunkSizeWarningLimit: 2_000,
    // The first that know `light-dark()`, which cannot be written for older ones beside Mantine's colours.
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
  },
  // For work on the pages: `npx vite` here beside a running sandbox.
  server: { proxy: { "^/(_sandbox/(?!pages)|v\\d+\\.\\d+/(?!dialog))": "http://localhost:4000" } },
})
