# What the set-up scripts share; $root is the checkout.
export DOTNET_NOLOGO=1
# No build server outlives a command: 'down' leaves no process.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0

say() { printf 'chat: %s\n' "$*"; }
fail() { printf 'chat: %s\n' "$*" >&2; exit 1; }

require_dotnet() {
  command -v dotnet >/dev/null || fail "the .NET SDK is missing; install 10.0.100 or newer (https://dot.net)."
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    fail "no .NET SDK 10.0.100 or newer of 10.0 is installed; install one (https://dot.net)."
}

# build_tool FOLDER NAME: builds one of our own console tools unless its program is newer than its sources.
build_tool() {
  local folder=$root/$1 program=$root/$1/bin/Release/net10.0/$2.dll output
  is_current "$folder" "$program" && return
  mkdir -p "$root/.chat"
  exec 9>"$root/.chat/tools.guard"
  if command -v flock >/dev/null; then flock 9; fi
  if ! is_current "$folder" "$program"; then
    output=$(dotnet build "$folder" -c Release -v q -nologo -clp:ErrorsOnly 2>&1) || fail "$1 does not build: $output"
    touch "$program"
  fi
  exec 9>&-
}

is_current() {
  [ -e "$2" ] && [ -z "$(find "$1" "$root/Directory.Build.props" \( -name bin -o -name obj \) -prune -o -newer "$2" -print)" ]
}
