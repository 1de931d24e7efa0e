import { useLocalStorage } from "@mantine/hooks"

/** Whether the navigation is collapsed to its icons; kept in this browser. */
export function useRail() {
  const [isRail, setIsRail] = useLocalStorage({
    key: "navigation-rail",
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  return { isRail, toggle: () => setIsRail((before) => !before) }
}
