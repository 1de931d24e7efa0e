import { Stack } from "@mantine/core"
import { useRouteContext } from "@tanstack/react-router"
import { Suspense } from "react"
import { Page } from "../look/page/page.tsx"
import type { HomeCard } from "../room.ts"
import { useMay, useMe, useWorkspace } from "../session/me.ts"
import { FirstSteps, FirstStepsAgain } from "./first-steps.tsx"
import classes from "./home.module.css"

/** Where a member arrives: what waits for them, how the day goes, and while something is left to set up, what comes next. */
export function HomePage() {
  const { member } = useMe()
  const workspace = useWorkspace()
  const [firstName] = member.name.split(" ")
  return (
    <Page title={`Hello, ${firstName}`} windowTitle="Home" intro={workspace.name} wide>
      <Stack gap="md">
        <Cards place="top" />
        <FirstSteps />
        <div className={classes.columns}>
          <div className={classes.column}>
            <Cards place="main" />
          </div>
          <div className={classes.column}>
            <Cards place="side" />
          </div>
        </div>
        <FirstStepsAgain />
      </Stack>
    </Page>
  )
}

function Cards({ place }: Pick<HomeCard, "place">) {
  const may = useMay()
  const cards = useRouteContext({ from: "__root__", select: ({ homeCards }) => homeCards })
  return (
    <Suspense>
      {cards
        .filter((one) => one.place === place && may(one.permission))
        .map(({ card: CardOfRoom }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a member has always the same, in the same order
          <CardOfRoom key={index} />
        ))}
    </Suspense>
  )
}
