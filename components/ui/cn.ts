import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["11", "12", "13", "14", "16", "20", "24", "44"],
      radius: ["1", "2", "3", "full"],
      shadow: ["overlay", "pill"],
      spacing: ["row", "gutter", "bar", "dock"],
      animate: ["rise", "fade", "slide-in", "slide-up", "drain"],
    },
  },
});

/** Class names in order; of two that set the same property the later one stays. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
