/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  reactCompiler: true,
  // Headers are lib/http/browser-policy.ts: they stand on what is answered before Next as well.
  poweredByHeader: false,
  devIndicators: false,
  // No page has an image to be resized; the path that would do it is closed by this.
  images: { unoptimized: true },
  // `npm run check` looks at all types; a newcomer's first build should not wait for it.
  typescript: { ignoreBuildErrors: true },
};
export default config;
