// Debian's Chromium, asked to keep to itself. Playwright adds --no-sandbox, which root needs.
export const chromium_options = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
