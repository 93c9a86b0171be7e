/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  reactCompiler: true,
  poweredByHeader: false,
  // Socket frames and the board are compressed where they are made; pages by the server in front or Next itself.
  compress: true,
  devIndicators: false,
};
export default config;
