"use client";

import { debounce } from "nuqs";
import { Input } from "@/components/ui/input";
import { serverNow } from "@/components/ui/now";
import { zoneName } from "@/components/ui/zone";
import { fieldMoment, fieldText } from "./field-text";
import { ago } from "./moment";
import { useMoment } from "./use-shown";

const MINUTE = 60_000;

/** A minute of a day, on the clocks of the chosen zone. */
export function MinuteField({ at, go }: { at: number; go: (to: number) => void }) {
  const [, setAt] = useMoment();
  return (
    <span className="flex items-center gap-1">
      <Input
        type="datetime-local"
        aria-label={`Moment, in ${zoneName(at)}`}
        defaultValue={fieldText(at)}
        max={fieldText(ago(serverNow(), 0))}
        onChange={(event) => {
          const to = fieldMoment(event.target.value);
          // Typed digit by digit: only what stands for a moment is a moment.
          if (to !== null && to <= serverNow()) void setAt(to, { limitUrlUpdates: debounce(600) });
        }}
        onBlur={(event) => {
          const to = fieldMoment(event.target.value);
          if (to !== null && to !== Math.floor(at / MINUTE) * MINUTE) go(to);
        }}
        className="h-6 w-44 text-12 phone:h-9 phone:w-52"
      />
      <span className="text-12 text-ink-3">{zoneName(at)}</span>
    </span>
  );
}
