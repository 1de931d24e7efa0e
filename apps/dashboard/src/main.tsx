import "./look/first.css"
import "./look/look.css"
import { MantineProvider } from "@mantine/core"
import { QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { watchConnection } from "./api/connection.ts"
import { LoneNotices } from "./frame/banners/lone-notices.tsx"
import { handleLoadFailures } from "./frame/load-failures.ts"
import { focusInvalidOnSubmit } from "./look/form/focus-invalid.ts"
import { theme } from "./look/theme.ts"
import { queries, router } from "./routes.tsx"

watchConnection()
handleLoadFailures()
focusInvalidOnSubmit()

const place = document.getElementById("root")
const splash = document.getElementById("splash")

if (place !== null) {
  router.subscribe("onRendered", () => splash?.remove())
  createRoot(place).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <LoneNotices />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}
