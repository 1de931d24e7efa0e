import { Anchor, Text } from "@mantine/core"
import { IconCircle, IconCircleCheckFilled } from "@tabler/icons-react"
import classes from "./compose.module.css"

const steps = { message: "Message", audience: "Audience", when: "When", review: "Review and launch" } as const
type Step = keyof typeof steps

/** What a campaign needs, which of it is there, and the way to each. */
export function Steps({ isDone }: { isDone: Readonly<Record<Step, boolean>> }) {
  return (
    <nav aria-label="Steps">
      <ol className={classes.steps}>
        {Object.entries(steps).map(([step, label]) => (
          <li key={step} className={classes.step}>
            {isDone[step as Step] ? (
              <IconCircleCheckFilled size={16} role="img" aria-label="Done" color="var(--fine-mark)" />
            ) : (
              <IconCircle size={16} role="img" aria-label="To do" color="var(--mantine-color-dimmed)" />
            )}
            <Anchor
              href={`#${step}`}
              size="sm"
              onClick={(event) => {
                event.preventDefault()
                const part = document.getElementById(step)
                part?.scrollIntoView({ block: "start" })
                part?.querySelector<HTMLElement>("input, textarea, button")?.focus({ preventScroll: true })
              }}
            >
              <Text span inherit>
                {label}
              </Text>
            </Anchor>
          </li>
        ))}
      </ol>
    </nav>
  )
}
