import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

export interface SitesArgs {
  names: string[];
  regions: aws.Region[];
}

export class Sites extends pulumi.ComponentResource {
  public readonly bucketNames: pulumi.Output<string>[] = [];
  public readonly topicArns: pulumi.Output<string>[];

  constructor(name: string, args: SitesArgs, opts?: pulumi.ComponentResourceOptions) {
    super('acme:web:Sites', name, args, opts);

    const virginiaProvider = new aws.Provider(`${name}-virginia`, {
      region: 'us-east-1',
    });

    // One name for all rounds.
    for (const site of args.names) {
      const bucket = new aws.s3.Bucket(
        `${name}-${site}`,
        {},
        {
          parent: this,
          provider: virginiaProvider,
        }
      );
      this.bucketNames.push(bucket.bucket);
    }

    // A name for each.
    for (const region of args.regions) {
      const awsProvider = new aws.Provider(`${name}-${region}`, { region });
      new aws.cloudwatch.LogGroup(
        `${name}-${region}`,
        { retentionInDays: 30 },
        { parent: this, provider: awsProvider }
      );
    }

    const topicsProvider = new aws.Provider('topics', { region: 'eu-west-1' });

    // One name for all rounds, in a callback.
    this.topicArns = args.names.map((site) => {
      const topic = new aws.sns.Topic(
        `${name}-${site}`,
        {},
        { parent: this, provider: topicsProvider }
      );
      return topic.arn;
    });

    // One name for all rounds, and another region in each.
    args.regions.forEach((region) => {
      new aws.sqs.Queue(`${name}-${region}`, {}, { parent: this, provider: new aws.Provider('queues', { region }) });
    });

    // There is no statement in which each could be declared.
    args.regions.map((region) => new aws.ecr.Repository(`${name}-${region}`, {}, { provider: new aws.Provider(`images-${region}`, { region }) }));

    this.registerOutputs({});
  }
}
