"use client";

import dynamic from "next/dynamic";

/** Comes only where there is no agent yet. */
export const FirstVisit = dynamic(() => import("@/components/registry/first-visit").then((it) => it.FirstVisit), { ssr: false });
