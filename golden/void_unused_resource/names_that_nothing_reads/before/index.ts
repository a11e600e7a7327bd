import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { Bucket } from '@pulumi/aws/s3';

const config = new pulumi.Config();
const environmentSuffix = config.require('environmentSuffix');

const cluster = new aws.rds.Cluster('orders', {
  engine: 'aurora-postgresql',
  masterUsername: 'orders',
  manageMasterUserPassword: true,
});

// The one that writes.
const auroraWriter = new aws.rds.ClusterInstance(`aurora-writer-${environmentSuffix}`, {
  clusterIdentifier: cluster.id,
  instanceClass: aws.rds.InstanceType.R5_Large,
  engine: 'aurora-postgresql',
}); // behind it
let auroraReader = new aws.rds.ClusterInstance('aurora-reader', {
  clusterIdentifier: cluster.id,
  instanceClass: aws.rds.InstanceType.R5_Large,
  engine: 'aurora-postgresql',
});

const secret = new aws.secretsmanager.Secret('orders');
const secretVersion: aws.secretsmanager.SecretVersion = new aws.secretsmanager.SecretVersion(
  'orders',
  { secretId: secret.id, secretString: 'changed by the rotation' },
);

const anEmptyBucketWithALongName = new Bucket(`a-bucket-with-a-long-name-${environmentSuffix}`, {
  forceDestroy: true,
});
const topicSubscriptions = new aws.sns.Topic(
  'orders-with-a-rather-long-logical-name',
  { displayName: 'orders' },
  { protect: false },
);

function queueOf(name: string): void {
  const queue = new aws.sqs.Queue(name);
  if (name.length > 3) {
    var dead = new aws.sqs.Queue(`${name}-dead`, {}, { parent: queue });
  }
}

for (const name of ['a', 'b']) {
  const topic = new aws.sns.Topic(name);
}
['c', 'd'].forEach((name) => {
  // eslint says: queue is assigned a value but never used
  const queue = new aws.sqs.Queue(name);
});
queueOf('emails');

export class Tables extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('acme:index:Tables', name, {}, opts);
    const table = new aws.dynamodb.Table(
      `${name}-orders`,
      { hashKey: 'id', attributes: [{ name: 'id', type: 'S' }], billingMode: 'PAY_PER_REQUEST' },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
new Tables('tables');
