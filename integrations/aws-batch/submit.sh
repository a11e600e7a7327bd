#!/bin/sh
# Submits a campaign to AWS Batch: an array job with one child for each shard, or the job that merges their reports.
#   submit.sh register               registers job-definition.json
#   submit.sh shards [OPTIONS]…      submits the array job; OPTIONS are those of iacfix bulk
#   submit.sh merge [JOB-ID]         submits the merging; with the id of the array job it waits for that
# What to adjust is in the environment:
#   IACFIX_QUEUE     the job queue
#   IACFIX_BUCKET    s3://BUCKET/FOLDER with repos.txt; the merged report is put beside it
#   IACFIX_CAMPAIGN  a name for the campaign; the same name goes on with it
#   IACFIX_SHARDS    how many shards, from 2 to 10000
set -eu
here=$(cd "$(dirname "$0")" && pwd)

usage() {
  sed -n '2,/^set/{s/^# \{0,1\}//p;}' "$0" >&2
  exit 2
}

# A text as JSON has it, where it has no control characters.
quoted() {
  printf '"%s"' "$(printf %s "$1" | sed 's/\\/\\\\/g; s/"/\\"/g')"
}

# The command of the container: a script, and what it calls "$@".
command_of() {
  list=$(quoted sh), list=$list$(quoted -c)
  for part in "$@"; do
    list=$list,$(quoted "$part")
  done
  printf '[%s]' "$list"
}

# Submits a job with this name, with these more keys, and with this command.
submit() {
  aws batch submit-job --cli-input-json "{
    \"jobName\": $(quoted "$1-$IACFIX_CAMPAIGN"),
    \"jobQueue\": $(quoted "$IACFIX_QUEUE"),
    \"jobDefinition\": \"iacfix-bulk\",
    $2
    \"containerOverrides\": {
      \"environment\": [
        { \"name\": \"IACFIX_STATE\", \"value\": $(quoted "/state/$IACFIX_CAMPAIGN") },
        { \"name\": \"IACFIX_SHARDS\", \"value\": $(quoted "$IACFIX_SHARDS") },
        { \"name\": \"IACFIX_BUCKET\", \"value\": $(quoted "$IACFIX_BUCKET") }
      ],
      \"command\": $3
    }
  }"
}

what=${1:-}
[ $# -gt 0 ] && shift
case $what in
  register)
    exec aws batch register-job-definition --cli-input-json "file://$here/job-definition.json"
    ;;
  shards | merge) ;;
  *) usage ;;
esac
for name in IACFIX_QUEUE IACFIX_BUCKET IACFIX_CAMPAIGN IACFIX_SHARDS; do
  eval "value=\${$name:-}"
  [ -n "$value" ] || { echo "$name is not set" >&2; usage; }
done
case $IACFIX_SHARDS in
  *[!0-9]*) echo "IACFIX_SHARDS: $IACFIX_SHARDS is no number" >&2; exit 2 ;;
esac
for text in "$@" "$IACFIX_QUEUE" "$IACFIX_BUCKET" "$IACFIX_CAMPAIGN"; do
  case $text in
    *[[:cntrl:]]*) echo "$text: has several lines or a control character; say it in one line" >&2; exit 2 ;;
  esac
done
if [ "$what" = shards ]; then
  # AWS Batch counts from 0, shards from 1.
  script='aws s3 cp --no-progress "$IACFIX_BUCKET/repos.txt" /tmp/repos.txt &&'
  script="$script exec iacfix-shard \"\$((AWS_BATCH_JOB_ARRAY_INDEX + 1))/\$IACFIX_SHARDS\" --repos /tmp/repos.txt \"\$@\""
  submit iacfix-bulk "\"arrayProperties\": { \"size\": $IACFIX_SHARDS }," "$(command_of "$script" iacfix "$@")"
else
  script='iacfix-merge "$IACFIX_SHARDS"; status=$?;'
  script="$script aws s3 sync --delete --no-progress \"\$IACFIX_STATE/report\" \"\$IACFIX_BUCKET/report-\${IACFIX_STATE##*/}\" && exit \"\$status\""
  after=''
  [ $# = 0 ] || after="\"dependsOn\": [{ \"jobId\": $(quoted "$1") }],"
  submit iacfix-merge "$after" "$(command_of "$script")"
fi
