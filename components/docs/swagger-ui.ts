import type { ComponentType, createElement } from "react";

/** What Swagger UI hands to a plugin; it brings a React of its own. */
type System = {
  React: { createElement: typeof createElement };
  getComponent: (name: string, container?: true) => ComponentType;
};

type Options = {
  domNode: HTMLElement;
  url: string;
  layout: string;
  plugins: ((system: System) => { components: Record<string, ComponentType> })[];
  deepLinking: boolean;
  docExpansion: "list" | "none";
  defaultModelsExpandDepth: number;
  displayRequestDuration: boolean;
  syntaxHighlight: { activated: false };
  validatorUrl: null;
  onComplete: () => void;
};

declare global {
  interface Window {
    SwaggerUIBundle?: (options: Options) => unknown;
  }
}

/** Only what the page does not have itself: its own layout brings a second main part and heading. */
function plain({ React, getComponent }: System) {
  const parts: [string, true?][] = [["SvgAssets"], ["AuthorizeBtnContainer", true], ["operations", true], ["Models", true]];
  const Plain = () =>
    React.createElement(
      "div",
      { className: "swagger-ui" },
      ...parts.map(([name, container]) => React.createElement(getComponent(name, container), { key: name })),
    );
  return { components: { Plain } };
}

/** Renders the API document at a URL into an element. False if the script is not there. */
export function renderReference(domNode: HTMLElement, url: string, onComplete: () => void): boolean {
  if (!window.SwaggerUIBundle) return false;
  window.SwaggerUIBundle({
    domNode,
    url,
    layout: "Plain",
    plugins: [plain],
    // With links in them the summaries would be buttons inside buttons.
    deepLinking: false,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    syntaxHighlight: { activated: false },
    validatorUrl: null,
    onComplete: () => {
      // The groups stand right under the heading of the page.
      for (const heading of domNode.querySelectorAll("h3, section.models > h4")) heading.setAttribute("aria-level", "2");
      onComplete();
    },
  });
  return true;
}
