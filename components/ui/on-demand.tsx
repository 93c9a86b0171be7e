"use client";

import { type ComponentType, useEffect, useState } from "react";

/**
 * A part that comes when it is first needed. Where the server cannot be reached `Away` stands in its place, nothing unless
 * given, and the page goes on; the next time it is needed it is asked for again.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Away?: ComponentType,
): ComponentType<Props> {
  let Part: ComponentType<Props> | null = null;
  return function OnDemand(props: Props) {
    const [state, setState] = useState<"awaited" | "here" | "away">(Part ? "here" : "awaited");
    useEffect(() => {
      if (Part) return setState("here");
      let wanted = true;
      load().then(
        (arrived) => {
          Part = arrived;
          if (wanted) setState("here");
        },
        () => wanted && setState("away"),
      );
      return () => {
        wanted = false;
      };
    }, []);
    if (Part && state !== "away") return <Part {...props} />;
    return state === "away" && Away ? <Away /> : null;
  };
}

/** For a part that comes by itself, `load().then(…, orNothing)`: where the server cannot be reached the page goes on without it. */
export const orNothing = () => () => null;
