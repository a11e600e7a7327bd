#!/usr/bin/env bash
# Runs iacfix in a workflow.
#   IACFIX_ARGS     arguments, quoted as in a shell, but never expanded
#   IACFIX_CHANGED  `true`: of a pull request, only what it changes
#   IACFIX_PATCH    where to leave the safe fixes as a patch when findings are left; nowhere without one
set -euo pipefail
arguments=()
if [ -n "${IACFIX_ARGS//[[:space:]]/}" ]; then
  # Not `eval`: what stands there is data.
  while IFS= read -r argument; do
    arguments+=("$argument")
  done < <(xargs -n 1 printf '%s\n' <<< "$IACFIX_ARGS")
fi
limit=()
if [ "$IACFIX_CHANGED" = true ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
  limit=("--changed=origin/$GITHUB_BASE_REF")
fi
status=0
iacfix ${limit[@]+"${limit[@]}"} ${arguments[@]+"${arguments[@]}"} || status=$?
if [ "$status" = 1 ] && [ -n "$IACFIX_PATCH" ]; then
  iacfix ${limit[@]+"${limit[@]}"} ${arguments[@]+"${arguments[@]}"} --quiet --diff > "$IACFIX_PATCH" || [ $? = 1 ]
fi
exit "$status"
