import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const other = new aws.Provider('other', { region: 'eu-west-1' });
const statements = [
  { Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:shared' },
];

// Two documents hold the same statements.
const one = new aws.iam.Policy(
  'one',
  { policy: JSON.stringify({ Statement: statements }) },
  { provider: other }
);
const two = new aws.iam.Policy(
  'two',
  { policy: JSON.stringify({ Statement: statements }) },
  { provider: other }
);

// A text.
const three = new aws.iam.Policy('three', {
  policy: `{
    "Version": "2012-10-17",
    "Statement": [
      { "Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:*:*:jobs" }
    ]
  }`,
});

// A promise.
const document = aws.iam.getPolicyDocument({
  statements: [{ actions: ['sqs:*'], resources: ['arn:aws:sqs:*:*:jobs'] }],
});
const four = new aws.iam.Policy('four', {
  policy: document.then((it) => it.json),
});

// It goes somewhere else, too.
const text = JSON.stringify({
  Statement: [
    { Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:jobs' },
  ],
});
const five = new aws.iam.Policy('five', { policy: text });
console.log(text.length);

// Another region may be meant.
const six = new aws.iam.Policy('six', {
  policy: pulumi.jsonStringify({
    Statement: [
      { Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:jobs' },
    ],
  }),
});

// Its provider is not there yet.
const early = JSON.stringify({
  Statement: [
    { Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:jobs' },
  ],
});
const late = new aws.Provider('late', { region: 'eu-west-2' });
const seven = new aws.iam.Policy(
  'seven',
  { policy: early },
  { provider: late }
);

const all = [one, two, three, four, five, six, seven];
export const arns = all.map((it) => it.arn);
