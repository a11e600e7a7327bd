#!/usr/bin/env bash
# Packs a built binary as the action and the GitLab template look for it:
#   package.sh BINARY TARGET FOLDER  makes  FOLDER/iacfix-VERSION-TARGET.tar.gz  and its .sha256
# The archive holds the binary, the manual, the completion scripts and the schema.
set -euo pipefail
binary=$1 target=$2 folder=$3
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version=$("$binary" --version | cut -d ' ' -f 2)
name=iacfix-$version-$target
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/$name/completions" "$folder"
cp "$binary" "$work/$name/"
cp -R "$root/README.md" "$root/CHANGELOG.md" "$root/man" "$root/schema" "$work/$name/"
"$binary" completions bash > "$work/$name/completions/iacfix.bash"
"$binary" completions zsh > "$work/$name/completions/_iacfix"
"$binary" completions fish > "$work/$name/completions/iacfix.fish"
"$binary" completions powershell > "$work/$name/completions/_iacfix.ps1"
"$binary" completions elvish > "$work/$name/completions/iacfix.elv"
tar -czf "$folder/$name.tar.gz" -C "$work" "$name"
cd "$folder"
if command -v sha256sum > /dev/null; then
  sha256sum "$name.tar.gz" > "$name.tar.gz.sha256"
else
  shasum -a 256 "$name.tar.gz" > "$name.tar.gz.sha256"
fi
