#!/bin/sh
# SpinSpike: finds Java, builds what is not built or out of date, then becomes the program.
#
#   SPINSPIKE_JAVA_OPTS   options for the Java virtual machine; they win over those below (for example -Xmx12g)
#
# Nothing but the line "building SpinSpike ..." and complaints is printed here, all of it on stderr: stdout is the program's.
set -uf

say() { printf '%s\n' "$1" >&2; }
die() { say "spinspike: $1"; exit 1; }

# The file behind a chain of symbolic links (readlink -f is not everywhere).
behind() {
  file=$1
  while [ -L "$file" ]; do
    to=$(readlink "$file") || break
    case $to in /*) file=$to ;; *) file=$(dirname -- "$file")/$to ;; esac
  done
  printf '%s\n' "$file"
}

root=$(CDPATH='' cd -- "$(dirname -- "$(behind "$0")")" && pwd -P) || exit 1
module=$root/spinspike
jar=$module/target/spinspike.jar
state=$root/target
built=$state/built          # as old as the start of the last good build
log=$state/build.log
lock=$state/build.lock

# ---- Java

# Major version of a java executable, empty where it is none. The file "release" spares a start of the virtual machine.
version_of() {
  [ -f "$1" ] && [ -x "$1" ] || return
  release=$(dirname -- "$(dirname -- "$(behind "$1")")")/release
  version=
  [ ! -r "$release" ] || version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
  [ -n "$version" ] || version=$("$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | sed 1q)
  printf '%s\n' "$version"
}

java=
found=
for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java)"; do
  [ -n "$candidate" ] || continue
  version=$(version_of "$candidate")
  if [ "${version:-0}" -ge 17 ]; then java=$candidate; break; fi
  [ "$version" != 1 ] || version='8 or older'
  found="$found${found:+; }$candidate is ${version:+version }${version:-no Java that runs}"
done
[ -n "$java" ] || die "a JDK 17 or later is needed${found:+ ($found)}: put one on PATH or set JAVA_HOME"

# ---- Build

outdated() {
  [ -f "$built" ] && [ -f "$jar" ] || return 0
  [ -n "$(find "$root/pom.xml" "$module/pom.xml" "$module/src/main" -newer "$built" 2>/dev/null | sed 1q)" ]
}

# The lock is a symbolic link whose target names its owner, HOST:PROCESS, later HOST:PROCESS+MAVEN: made and signed in one step.
me=$(uname -n):$$

take_lock() {
  told=
  until ln -s "$me" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock") || owner=
    case $owner in
      "${me%:*}":*) pids=${owner##*:}; alive "${pids%+*}" || alive "${pids#*+}" || { forget "$owner" && continue; } ;;
    esac
    [ -n "$told" ] || say "waiting for another start to build SpinSpike (${owner:-unknown}, $lock) ..."
    told=yes
    sleep 1
  done
}

alive() { kill -0 "$1" 2>/dev/null || ps -p "$1" >/dev/null 2>&1; }

# Removes the lock of a dead owner; one start at a time, or the second would remove the first one's new lock.
forget() {
  ln -s "$me" "$lock.stale" 2>/dev/null || return 1
  [ "$(readlink "$lock")" != "$1" ] || rm -f "$lock"
  rm -f "$lock.stale"
}

child=
stop() {
  trap '' HUP INT TERM
  [ -z "$child" ] || { kill "$child" 2>/dev/null; wait "$child"; }
  rm -f "$lock"
  exit "$1"
}

build() {
  mkdir -p "$state" 2>/dev/null && [ -w "$state" ] || die "cannot build: $state is not writable"
  take_lock
  trap 'stop 129' HUP
  trap 'stop 130' INT
  trap 'stop 143' TERM
  if outdated; then                                   # else the one we waited for has built it
    if [ ! -x "$(dirname -- "$(behind "$java")")/javac" ] && [ ! -x "$(dirname -- "$java")/javac" ]; then
      say "spinspike: $java is a runtime without a compiler; a JDK 17 or later is needed to build: put one on PATH or set JAVA_HOME"
      stop 1
    fi
    [ "$java" = "${JAVA_HOME:-}/bin/java" ] || unset JAVA_HOME   # the one that was found to do is Maven's, too
    say 'building SpinSpike ...'
    : >"$built.new"
    rm -f "$jar"                                      # a running program keeps its own copy; writing over it would break it
    (cd "$root" && exec ./mvnw -q -B -pl :spinspike -Dmaven.test.skip=true package) </dev/null >"$log" 2>&1 &
    child=$!
    ln -s "$me+$child" "$lock.new" && mv -f "$lock.new" "$lock"
    if ! wait "$child"; then
      child=
      tail -n 20 "$log" >&2
      say "spinspike: the build failed; its log is $log"
      if grep -q -i -E 'could not (resolve|transfer)|cannot access|unknown ?host|failed to fetch|unreachable|timed out|offline' "$log"; then
        say 'spinspike: the first build fetches Maven and libraries from https://repo.maven.apache.org and needs the network for it, once.'
        say 'spinspike: behind a proxy, set https_proxy for the one and <proxies> in ~/.m2/settings.xml for the other.'
      fi
      stop 1
    fi
    child=
    mv -f "$built.new" "$built"
  fi
  trap - HUP INT TERM
  rm -f "$lock"
}

if outdated; then build; fi

# ---- Run

# Java 17 spells file names in the locale's encoding: batch systems often set none, and then every name must be ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in C | POSIX) LC_ALL=C.UTF-8 && export LC_ALL ;; esac
# Later Javas warn where a library loads native code and nobody said it may.
native=
[ "$version" -lt 24 ] || native=--enable-native-access=ALL-UNNAMED
# One BLAS thread; the threads are the JVM's (docs/decisions/002-openblas-door.md).
OPENBLAS_NUM_THREADS=1 && export OPENBLAS_NUM_THREADS

# shellcheck disable=SC2086  # the options are a list
exec "$java" -XX:MaxRAMPercentage=50 -Djava.awt.headless=true -Dfile.encoding=UTF-8 $native ${SPINSPIKE_JAVA_OPTS:-} \
  -cp "$jar:$module/target/lib/*" org.spinspike.app.cli.Main "$@"
