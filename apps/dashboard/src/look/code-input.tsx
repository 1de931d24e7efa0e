import { PinInput, type PinInputProps } from "@mantine/core"

const digits = 6

interface CodeInputProps
  extends Omit<PinInputProps, "value" | "onChange" | "onComplete" | "length" | "type"> {
  value: string
  onChange: (code: string) => void
  /** Told of all six, once they are there. */
  onComplete: (code: string) => unknown
}

/** Six digits of a code. It can be pasted as messages show it: `123-456`. */
export function CodeInput({ value, onChange, onComplete, ...input }: CodeInputProps) {
  return (
    <div
      onPasteCapture={(event) => {
        const pasted = event.clipboardData.getData("text").replace(/\D/g, "")
        if (pasted.length !== digits) return
        event.preventDefault()
        event.stopPropagation()
        onChange(pasted)
        void onComplete(pasted)
      }}
    >
      <PinInput
        length={digits}
        type="number"
        oneTimeCode
        getInputProps={(index) => ({ "aria-label": `Digit ${index + 1} of the code` })}
        value={value}
        onChange={onChange}
        onComplete={(code) => void onComplete(code)}
        {...input}
      />
    </div>
  )
}
