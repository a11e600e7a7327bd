#!/usr/bin/env bash
# Puts a released binary into the path of the later steps of a workflow; it is checked against its checksum.
#   IACFIX_RELEASES  where the releases are: …/v1.2.3/iacfix-1.2.3-TARGET.tar.gz
#   IACFIX_VERSION   which of them; without one, that of this checkout
#   IACFIX_FOLDER    where to put it
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version=${IACFIX_VERSION#v}
if [ -z "$version" ]; then
  version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
fi
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) target=x86_64-unknown-linux-gnu ;;
  Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-gnu ;;
  Darwin-x86_64) target=x86_64-apple-darwin ;;
  Darwin-arm64) target=aarch64-apple-darwin ;;
  MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc ;;
  *)
    echo "iacfix has no release for $(uname -s) on $(uname -m); build it with cargo install" >&2
    exit 2
    ;;
esac
name=iacfix-$version-$target
mkdir -p "$IACFIX_FOLDER"
cd "$IACFIX_FOLDER"
for file in "$name.tar.gz" "$name.tar.gz.sha256"; do
  if ! curl --fail --silent --show-error --location --retry 3 --output "$file" "$IACFIX_RELEASES/v$version/$file"; then
    echo "iacfix $version cannot be fetched from $IACFIX_RELEASES; is that a released version?" >&2
    exit 2
  fi
done
if command -v sha256sum > /dev/null; then
  sha256sum --check --quiet "$name.tar.gz.sha256"
else
  shasum -a 256 --check --quiet "$name.tar.gz.sha256"
fi
tar -xzf "$name.tar.gz"
rm "$name.tar.gz" "$name.tar.gz.sha256"
echo "$IACFIX_FOLDER/$name" >> "$GITHUB_PATH"
