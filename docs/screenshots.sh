#!/usr/bin/env bash
# Takes the pictures of the README anew, into docs/images: home, board, task, catalogue and a document on a desktop, and the
# home page on a phone.
# Wants the program built (build-dev/gongkai, or what GONGKAI_BINARY names), Node.js and Chromium.
set -euo pipefail
cd "$(dirname "$0")/../tests/e2e"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --ignore-scripts
mkdir -p ../../docs/images
node screenshots.mjs ../../docs/images
