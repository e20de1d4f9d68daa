#!/usr/bin/env bash
# Makes this machine ready to build and run Chat: the package mode, and in restricted mode the servers and the feed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/eng/set-up/tools.sh"
. "$root/eng/set-up/mode.sh"
. "$root/eng/set-up/debian.sh"

ensure_mode
case $(effective_mode) in
  full)
    container_engine >/dev/null ||
      fail "full mode needs a container engine and none answers; start Docker, or switch with: ./chat mode auto" ;;
  restricted)
    require_linux_x64
    command -v npm >/dev/null || fail "restricted mode needs npm; install Node.js 20 or newer."
    ensure_debian_packages
    build_tool eng/feed Feed
    dotnet "$root/eng/feed/bin/Release/net10.0/Feed.dll" "$root/eng/feed/feed.json" ;;
esac
