"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link to a page that has a style sheet of its own. It is fetched ahead when the link is pointed at or focused, not when
 * it is merely seen: a sheet that then stays unused makes browsers warn on every page.
 */
export function IntentLink(props: ComponentProps<typeof Link>) {
  const [meant, setMeant] = useState(false);
  return <Link prefetch={meant ? null : false} onPointerEnter={() => setMeant(true)} onFocus={() => setMeant(true)} {...props} />;
}
