# The servers that restricted mode runs natively come from Debian packages; installed only when missing, never started.
ensure_debian_packages() {
  local missing=()
  command -v redis-server >/dev/null || missing+=(redis-server)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  [ -e /usr/lib/x86_64-linux-gnu/librdkafka.so.1 ] || missing+=(librdkafka1)
  [ ${#missing[@]} -eq 0 ] || install_debian_packages "${missing[@]}"
}

install_debian_packages() {
  local cure="apt-get install --no-install-recommends $*"
  command -v apt-get >/dev/null || fail "restricted mode needs $* and this is no Debian; install them with your package manager."
  say "installing the Debian packages $* (missing on this machine)."
  as_root true 2>/dev/null || fail "installing $* needs root; run as root: $cure"
  mkdir -p "$root/.chat"
  trap allow_servers_to_start EXIT
  keep_servers_from_starting
  { as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } \
    >"$root/.chat/apt.log" 2>&1 </dev/null || fail "installing failed, see .chat/apt.log; run yourself: $cure"
  allow_servers_to_start
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; return; fi
  command -v sudo >/dev/null || return 1
  if [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
}

# Debian asks this file before a package starts its server; 101 forbids. One that is already there is left alone.
policy=/usr/sbin/policy-rc.d
policy_is_ours=

keep_servers_from_starting() {
  [ ! -e $policy ] || return 0
  printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
  as_root chmod 755 $policy
  policy_is_ours=yes
}

allow_servers_to_start() {
  [ -z "$policy_is_ours" ] || as_root rm -f $policy
  policy_is_ours=
}
