import { Button, Group, Text, Textarea } from "@mantine/core"
import { useSessionStorage } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import type { KeyboardEvent, ReactNode } from "react"
import { client } from "../../api/client.ts"
import { ownKey } from "../../api/own-keys.ts"
import { asProblem } from "../../api/problem.ts"
import { useAction } from "../../look/action.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { useMe } from "../../session/me.ts"

/** As WhatsApp takes it. */
const longest = 4_096
/** From so many characters on it is said how many are left. */
const nearlyFull = 3_800

const windowClosed = {
  code: "window_closed",
  message: "The 24 hours in which you can answer freely are over.",
  help: "Send a template instead. Your text is kept here.",
}

/** Whether an answer was not taken because the window closed while it was written. */
const isClosed = (failure: unknown) => asProblem(failure).code === "window_closed"

/**
 * Writes in a conversation whose window is open. What was typed stays until it is sent, also when the page is left;
 * it goes when its member signs out.
 * @param props.beside another way to write, before the button
 */
export function AnswerBox({ conversationId, beside }: { conversationId: string; beside?: ReactNode }) {
  const queries = useQueryClient()
  const { member } = useMe()
  const [text, setText] = useSessionStorage({
    key: ownKey(`${member.id} answer ${conversationId}`),
    defaultValue: "",
    getInitialValueInEffect: false,
  })
  const answer = useAction(
    async (written: string) => {
      const { error } = await client.POST("/v1/conversations/{id}/replies", {
        params: { path: { id: conversationId } },
        body: { text: written },
      })
      if (error) {
        if (isClosed(error)) void refresh()
        throw error
      }
      // What was typed meanwhile is the next answer.
      setText((now) => (now.trim() === written ? "" : now))
      await refresh()
    },
    (failure) => (isClosed(failure) ? windowClosed : failure),
  )
  const refresh = () =>
    queries.invalidateQueries({
      predicate: ({ queryKey: [, path] }) =>
        /^\/v1\/contacts\/\{id\}\/(threads|reachability)/.test(String(path)),
    })
  const written = text.trim()
  const send = () => {
    if (written !== "") void answer.run(written)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends what an input method composes.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <ProblemAlert failure={answer.failure} />
      <Textarea
        aria-label="Answer"
        placeholder="Write an answer"
        autosize
        minRows={2}
        maxRows={10}
        dir="auto"
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        mt={answer.failure === undefined ? 0 : "xs"}
      />
      <Group justify="space-between" mt="xs">
        <Text size="xs" c="dimmed">
          {text.length < nearlyFull
            ? "Enter sends, Shift+Enter starts a new line."
            : `${longest - text.length} characters left.`}
        </Text>
        <Group gap="xs">
          {beside}
          <Button type="submit" loading={answer.isBusy} disabled={written === ""}>
            Send
          </Button>
        </Group>
      </Group>
    </form>
  )
}
