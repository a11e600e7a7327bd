import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = aws.iam.Role.get('service', 'feeds-service');
const feeds = new aws.sqs.Queue('feeds');

const typed: { [key: string]: pulumi.Input<string> } = {
  QUEUE_URL: feeds.url,
};

const frozen = {
  FORMAT: 'atom',
} as const;

const checked = {
  FORMAT: 'rss',
  LIMIT: '20',
} satisfies Record<string, string>;

const common = {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/feeds'),
};

const collect = new aws.lambda.Function('collect', {
  ...common,
  handler: 'collect.handler',
  environment: { variables: typed },
});

const atom = new aws.lambda.Function('atom', {
  ...common,
  handler: 'atom.handler',
  environment: { variables: frozen },
});

const rss = new aws.lambda.Function('rss', {
  ...common,
  handler: 'rss.handler',
  environment: { variables: checked },
} as aws.lambda.FunctionArgs);

export const arns = [collect.arn, atom.arn, rss.arn];
