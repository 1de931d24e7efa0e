import "@fontsource-variable/inter/index.css"
import "@mantine/core/styles.css"
import "@mantine/notifications/styles.css"
import "./look.css"
import { MantineProvider } from "@mantine/core"
import { Notifications } from "@mantine/notifications"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { router } from "./routes.tsx"
import { theme, withContrast } from "./theme.ts"

const queries = new QueryClient()
const root = document.getElementById("root")

if (root !== null) {
  router.subscribe("onRendered", () => document.getElementById("splash")?.remove())
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={withContrast} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-center" />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}
