import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import type { Tenths } from "@/lib/trust/rebalance";
import { formatShared, parseShared } from "@/lib/trust/share";
import { Mixer } from "./mixer";

/** Keys that are held down move and rest in quick turns: the address follows when they have rested this long, ms. */
const RESTS_AFTER_MS = 300;

/**
 * One mixer for the life of the page. A preview is kept in the address (`link`, the text after `?w=`): it starts from
 * there, follows it when the viewer goes back or forward, and writes to it when a drag has ended.
 */
export function useMixer(inForce: Tenths, link: string | null, onLink: (link: string | null) => void): Mixer {
  const [mixer] = useState(() => {
    const started = new Mixer(inForce, (run) => requestAnimationFrame(run));
    setFromLink(started, link);
    return started;
  });
  const known = useRef(link);
  const write = useEffectEvent(() => {
    const next = mixer.mix.previewing ? formatShared(mixer.mix.weights) : null;
    if (next === known.current) return;
    known.current = next;
    onLink(next);
  });

  useLayoutEffect(() => mixer.setInForce(inForce), [mixer, inForce]);

  useEffect(() => {
    if (link === known.current) return;
    known.current = link;
    if (link === null) mixer.reset();
    else setFromLink(mixer, link);
  }, [mixer, link]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = mixer.subscribe(() => {
      clearTimeout(timer);
      // Writing the address renders the whole page: not while a slider is being dragged.
      if (mixer.atRest) timer = setTimeout(write, RESTS_AFTER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [mixer]);
  return mixer;
}

function setFromLink(mixer: Mixer, link: string | null): void {
  const shared = link === null ? null : parseShared(link);
  if (shared?.ok) mixer.set(shared.weights);
}
