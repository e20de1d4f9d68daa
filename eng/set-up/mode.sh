#!/usr/bin/env bash
# The package mode: finds it out, records it in .chat/mode.props (which Directory.Build.props reads), and tells it.
# Run as a script: mode.sh [full|restricted|auto]; without an argument it prints the recorded mode.
mode_file() { echo "$root/.chat/mode.props"; }

recorded_mode() {
  [ -f "$(mode_file)" ] || return 0
  if grep -q '>true</UseAspirePackages>' "$(mode_file)"; then echo full; else echo restricted; fi
}

recorded_reason() { sed -n 's/.*<!-- \(.*\) -->.*/\1/p' "$(mode_file)"; }

# record_mode MODE REASON
record_mode() {
  local value=false
  [ "$1" = full ] && value=true
  mkdir -p "$root/.chat"
  cat >"$(mode_file).tmp" <<PROPS
<Project>
  <!-- $2 -->
  <PropertyGroup>
    <UseAspirePackages Condition="'\$(UseAspirePackages)' == ''">$value</UseAspirePackages>
  </PropertyGroup>
</Project>
PROPS
  mv "$(mode_file).tmp" "$(mode_file)"
  say "$1 mode: $2"
}

# What holds for this command: CHAT_MODE or UseAspirePackages of the environment, else the record.
effective_mode() {
  case ${CHAT_MODE:-}-${UseAspirePackages:-} in
    full-* | -true) echo full ;;
    restricted-* | -false) echo restricted ;;
    *) recorded_mode ;;
  esac
}

ensure_mode() { [ -n "$(effective_mode)" ] || detect_mode; }

detect_mode() {
  local missing=() reason cure
  if ! aspire_restores; then
    missing+=("Aspire.AppHost.Sdk $(aspire_version) does not restore (cure: a NuGet source that has it)")
  fi
  if ! container_engine >/dev/null; then
    missing+=("no container engine answers (cure: start Docker)")
  fi
  if [ ${#missing[@]} -eq 0 ]; then
    record_mode full "Aspire.AppHost.Sdk restores and $(container_engine) answers."
    return
  fi
  reason=$(IFS='|'; echo "${missing[*]}")
  cure="After a cure run: ./chat mode auto"
  require_linux_x64 "full mode is not possible: ${reason//|/; }."
  record_mode restricted "${reason//|/; }. $cure"
}

require_linux_x64() {
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] \
    || fail "${1:-}${1:+ }Restricted mode works on Linux x64 only, this is $(uname -s) $(uname -m)."
}

container_engine() {
  local engine
  for engine in docker podman; do
    if command -v "$engine" >/dev/null && quickly "$engine" info >/dev/null 2>&1; then echo "$engine"; return; fi
  done
  return 1
}

quickly() { if command -v timeout >/dev/null; then timeout 20 "$@"; else "$@"; fi; }

aspire_version() { sed -n 's:.*<AspireVersion>\(.*\)</AspireVersion>.*:\1:p' "$root/Directory.Packages.props"; }

aspire_restores() {
  local probe status=0
  probe=$(mktemp -d)
  cat >"$probe/probe.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup><PackageDownload Include="Aspire.AppHost.Sdk" Version="[$(aspire_version)]" /></ItemGroup>
</Project>
PROJECT
  dotnet restore "$probe" -v q -nologo >/dev/null 2>&1 || status=1
  rm -rf "$probe"
  return $status
}

mode_command() {
  case ${1:-} in
    '') [ -n "$(recorded_mode)" ] || detect_mode; [ -z "$(recorded_mode)" ] || say "$(recorded_mode) mode: $(recorded_reason)" ;;
    full | restricted) record_mode "$1" "forced by ./chat mode $1. To let the machine decide run: ./chat mode auto" ;;
    auto) detect_mode ;;
    *) fail "the mode can be full, restricted or auto, not '$1'." ;;
  esac
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  . "$root/eng/set-up/tools.sh"
  mode_command "$@"
fi
