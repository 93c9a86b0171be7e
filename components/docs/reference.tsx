"use client";

import Script from "next/script";
import { useRef, useState } from "react";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Skeleton } from "@/components/ui/skeleton";
import "./reference.css";

const ASSETS = "/docs/assets";
const DOCUMENT = "/api/openapi.json";

type SwaggerUi = (options: {
  domNode: HTMLElement;
  url: string;
  deepLinking: boolean;
  docExpansion: "list" | "none";
  defaultModelsExpandDepth: number;
  displayRequestDuration: boolean;
  tryItOutEnabled: boolean;
  syntaxHighlight: { activated: false };
  validatorUrl: null;
  onComplete: () => void;
}) => unknown;

declare global {
  interface Window {
    SwaggerUIBundle?: SwaggerUi;
  }
}

const LINES = [180, 320, 260, 340, 220, 300];

/** The API document, rendered by Swagger UI from this server's own files. */
export function Reference() {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");

  function render() {
    if (!place.current || !window.SwaggerUIBundle) return;
    window.SwaggerUIBundle({
      domNode: place.current,
      url: DOCUMENT,
      deepLinking: true,
      docExpansion: "list",
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      tryItOutEnabled: false,
      syntaxHighlight: { activated: false },
      validatorUrl: null,
      onComplete: () => setState("ready"),
    });
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
          detail={`Its files did not arrive. The API itself is not affected; its description is at ${DOCUMENT}.`}
          onRetry={() => window.location.reload()}
        />
      ) : null}
      <div ref={place} />
    </div>
  );
}
