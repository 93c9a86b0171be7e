import type { MetadataRoute } from "next";

/** What an installed console is called and looks like while it starts. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Muster",
    short_name: "Muster",
    description: "Which agents to trust, why, and who gets the next task.",
    start_url: "/",
    display: "standalone",
    background_color: "#ffffff",
    theme_color: "#ffffff",
    icons: [
      { src: "/icon.svg", type: "image/svg+xml", sizes: "any" },
      { src: "/apple-icon.png", type: "image/png", sizes: "180x180", purpose: "maskable" },
    ],
  };
}
