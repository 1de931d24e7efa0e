import "@mantine/core/styles.css"
import "@mantine/notifications/styles.css"
import "./look.css"
import { type CSSVariablesResolver, createTheme, MantineProvider } from "@mantine/core"
import { Notifications } from "@mantine/notifications"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { router } from "./routes.tsx"

const theme = createTheme({
  primaryColor: "teal",
  primaryShade: { light: 9, dark: 9 },
  defaultRadius: "md",
  cursorType: "pointer",
})
/** Mantine's own faint and light shades have a contrast of 3.3 to 4.3; WCAG asks for 4.5. */
const withContrast: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": colors.gray[7],
    "--mantine-color-placeholder": colors.gray[6],
    "--mantine-color-error": colors.red[9],
    "--mantine-color-teal-light-color": "#05573f",
    "--mantine-color-red-light-color": "#a61e1e",
    "--mantine-color-red-text": colors.red[9],
    "--mantine-color-orange-light-color": "#8f3608",
    "--mantine-color-yellow-light-color": "#7a4700",
    "--mantine-color-gray-light-color": colors.gray[8],
    "--mantine-color-blue-light-color": colors.blue[9],
  },
  dark: {
    "--mantine-color-dimmed": colors.dark[1],
    "--mantine-color-placeholder": colors.dark[2],
    "--mantine-color-error": colors.red[4],
    "--mantine-color-red-text": colors.red[4],
  },
})
const queries = new QueryClient()
const root = document.getElementById("root")

if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={withContrast} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}
