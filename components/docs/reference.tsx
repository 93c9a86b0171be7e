"use client";

import Script from "next/script";
import { useRef, useState } from "react";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { renderReference } from "./swagger-ui";
import "./reference.css";

const ASSETS = "/docs/assets";
const LINES = [180, 320, 260, 340, 220, 300];

/** The API document, rendered by Swagger UI from this server's own files. */
export function Reference({ url }: { url: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");

  function render() {
    if (place.current && !renderReference(place.current, url, () => setState("ready"))) setState("failed");
  }

  return (
    <div id="reference">
      <link rel="stylesheet" href={`${ASSETS}/swagger-ui.css`} precedence="default" />
      <Script src={`${ASSETS}/swagger-ui-bundle.js`} onReady={render} onError={() => setState("failed")} />
      {state === "loading" ? (
        <div role="status" aria-label="Loading the reference" className="flex flex-col gap-5 py-6">
          {LINES.map((width) => (
            <Skeleton key={width} width={width} height={12} />
          ))}
        </div>
      ) : null}
      {state === "failed" ? (
        <ErrorPanel
          className="my-6 max-w-140"
          title="The reference could not be loaded"
          detail={`Its files did not arrive. The API itself is not affected; its description is at ${url}.`}
          onRetry={() => window.location.reload()}
        />
      ) : null}
      <div ref={place} hidden={state !== "ready"} />
    </div>
  );
}
