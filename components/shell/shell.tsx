"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { LiveProvider, useConnection } from "@/components/live/live-provider";
import { PermissionProvider } from "@/components/live/permission";
import { orNothing } from "@/components/ui/on-demand";
import { useKey } from "@/components/ui/use-key";
import type { Barred } from "@/lib/http/permission";
import { AccountMenu } from "./account-menu";
import type { ShellActs } from "./acts";
import { ConnectionChip, PauseButton } from "./connection-chip";
import { Mark } from "./mark";
import { Nav, PlaceKeys, TabBar } from "./nav";
import { PaletteTrigger } from "./palette-trigger";
import { TabSigns } from "./tab-signs";
import { TOUR_STRIP } from "./tour-strip";

// Rendered by the server too, so that nothing shifts; only a demo's browser loads it.
const DemoBadge = dynamic(() => import("./demo-badge").then((it) => it.DemoBadge));
const KeysSheet = dynamic(() => import("./keys-sheet").then((it) => it.KeysSheet), { ssr: false });
const Assistance = dynamic(() => import("./assistance").then((it) => it.Assistance, orNothing), { ssr: false });
const TourOffer = dynamic(() => import("./tour-offer").then((it) => it.TourOffer, orNothing), {
  ssr: false,
  loading: () => <div className={TOUR_STRIP} />,
});

type Props = {
  session: { name: string; demo: boolean; offerTour: boolean };
  acts: ShellActs;
  children: ReactNode;
};

/** The frame of the signed-in console: app bar, page, and on a phone the tab bar. */
export function Shell({ children, barred, ...bar }: Props & { barred: Barred }) {
  return (
    <LiveProvider>
      <PermissionProvider barred={barred}>
        <Frame {...bar}>{children}</Frame>
      </PermissionProvider>
    </LiveProvider>
  );
}

function Frame({ session, acts, children }: Props) {
  const connection = useConnection();
  /** Null until they are first asked for. */
  const [keysOpen, setKeysOpen] = useState<boolean | null>(null);
  const [offered, setOffered] = useState(session.offerTour);
  const startTour = () => void tour(acts);
  useKey("?", "Show all keys", () => setKeysOpen(true));
  return (
    <div data-stale={connection.stale || undefined} data-strip={offered || undefined} className="flex min-h-dvh flex-col pb-dock">
      <header className="sticky top-0 z-30 flex h-bar items-center gap-1 border-b border-line bg-bg px-gutter">
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-2 focus:bg-accent focus:px-3 focus:py-1.5 focus:text-on-accent"
        >
          Skip to the page
        </a>
        <Link
          href="/"
          className="words mr-5 max-wide:mr-3.5 flex items-center gap-2 text-14 font-[650] tracking-[-0.02em] phone:mr-1"
        >
          <Mark />
          {/* On a phone the badge takes the place of the name. */}
          <span className={session.demo ? "phone:sr-only" : undefined}>Muster</span>
        </Link>
        <Nav />
        <span className="ml-auto" />
        {session.demo ? <DemoBadge removeDemo={acts.removeDemo} /> : null}
        <ConnectionChip connection={connection} />
        <PauseButton />
        <span aria-hidden className="mx-2 h-4 w-px bg-line-strong max-lg:hidden" />
        <PaletteTrigger acts={acts} startTour={startTour} />
        <AccountMenu name={session.name} signOut={acts.signOut} showKeys={() => setKeysOpen(true)} startTour={startTour} />
      </header>
      {offered ? <TourOffer start={startTour} putAway={acts.putTourAway} close={() => setOffered(false)} /> : null}
      <main id="main" tabIndex={-1} className="flex grow flex-col outline-none">
        {children}
      </main>
      <TabBar />
      <PlaceKeys />
      <TabSigns phase={connection.phase} word={connection.word} />
      <Assistance />
      {keysOpen === null ? null : <KeysSheet open={keysOpen} onOpenChange={setKeysOpen} />}
    </div>
  );
}

/** Who took it to its end is not offered it again. */
async function tour({ putTourAway }: ShellActs): Promise<void> {
  const [{ runTour }, { tourLater, tourNever }] = await Promise.all([import("./tour"), import("./tour-offer")]);
  runTour((finished) => {
    if (finished) void tourNever(putTourAway);
    else tourLater();
  });
}
