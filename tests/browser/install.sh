#!/usr/bin/env bash
# Finds a Chromium for the browser tests, or installs one: Debian's with fonts for all six languages, else Playwright's own.
set -euo pipefail
bin="$(cd "$(dirname "$0")/../.." && pwd)/.venv/bin"
if "$bin/python" "$(dirname "$0")/chromium.py" >/dev/null 2>&1; then exit 0; fi
echo "No Chromium found: installing one for the browser tests."
if command -v apt-get >/dev/null; then
  as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo"
  $as_root apt-get update -qq
  browser=chromium-headless-shell
  apt-cache show "$browser" >/dev/null 2>&1 || browser=chromium
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -qq -y --no-install-recommends "$browser" fonts-noto-core fonts-noto-cjk >/dev/null
else
  "$bin/playwright" install chromium
fi
