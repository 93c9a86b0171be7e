/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  reactCompiler: true,
  // Headers are lib/http/browser-policy.ts: they stand on what is answered before Next as well.
  poweredByHeader: false,
  devIndicators: false,
};
export default config;
