// Debian's Chromium without its windows (two thirds of the time), asked to keep to itself. Playwright adds
// --no-sandbox, which root needs.
export const chromium_options = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
  args: [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
