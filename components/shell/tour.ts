import { type DriveStep, driver } from "driver.js";
import "driver.js/dist/driver.css";
import "./tour.css";

/** The first of those that match and are drawn: on a phone other parts of the frame are. */
function drawn(selector: string): () => Element {
  return () => {
    const all = [...document.querySelectorAll(selector)];
    return all.find((element) => element.getClientRects().length > 0) ?? document.body;
  };
}

const place = (href: string) => drawn(`nav[aria-label="Main"] a[href="${href}"]`);

const STEPS: readonly DriveStep[] = [
  {
    element: drawn("[data-phase]"),
    popover: {
      title: "Always current",
      description:
        "What you see is pushed as it happens. This says how old it is, and turns amber or red when the server is not heard. P holds the page still.",
    },
  },
  {
    element: place("/"),
    popover: {
      title: "What needs you",
      description: "Start here: everything that needs a person, most urgent first, with one action each.",
    },
  },
  {
    element: place("/agents"),
    popover: {
      title: "Whom to trust",
      description:
        "The leaderboard: every agent's trust score and what it is made of. Move the weights to see at once how the ranking would change.",
    },
  },
  {
    element: place("/audits"),
    popover: {
      title: "What they are certified for",
      description: "Audits put questions to an agent and measure its answers. The outcome decides its tier, from T0 to T5.",
    },
  },
  {
    element: place("/routing"),
    popover: {
      title: "Who gets the next task",
      description: "Every decision with the losers, the reasons and what would have changed it.",
    },
  },
  {
    element: place("/journal"),
    popover: {
      title: "What happened",
      description: "Every change, who made it and why. The journal proves that nobody has rewritten it.",
    },
  },
  {
    element: drawn('button[aria-label="Find or run"]'),
    popover: {
      title: "Everything by keyboard",
      description: "Ctrl K (⌘ K) finds agents, pages and actions: type “audit” and a name. The key ? lists all keys of a page.",
    },
  },
];

/** Shows where things are, step by step; arrows move, Esc ends it. `ended` hears whether the last step was reached. */
export function runTour(ended: (finished: boolean) => void): void {
  const before = document.activeElement;
  let finished = false;
  const tour = driver({
    steps: [...STEPS],
    // While it moves it takes no keys.
    animate: false,
    showProgress: true,
    progressText: "{{current}} of {{total}}",
    nextBtnText: "Next",
    prevBtnText: "Back",
    doneBtnText: "Done",
    popoverClass: "tour",
    overlayColor: "#12181a",
    overlayOpacity: 0.4,
    stagePadding: 4,
    stageRadius: 5,
    onPopoverRender: ({ title, footer }) => {
      // The library calls them header and footer, which are those of a page.
      title.setAttribute("role", "none");
      footer.setAttribute("role", "group");
    },
    onHighlighted: (element) => {
      // It marks what it shows as what opens it, which plain text cannot be.
      if (!element?.matches("a, button"))
        for (const name of ["aria-haspopup", "aria-expanded", "aria-controls"]) element?.removeAttribute(name);
      finished ||= tour.isLastStep();
      // Enter goes on.
      document.querySelector<HTMLElement>(".tour .driver-popover-next-btn")?.focus();
    },
    onDestroyed: () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      ended(finished);
    },
  });
  tour.drive();
}
