import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface FlowLogsArgs {
  network: aws.ec2.Vpc;
}

export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs) {
    super('shop:logs:FlowLogs', name);

    const bucket = new aws.s3.Bucket(name, {}, { parent: this });
    new aws.ec2.FlowLog(
      name,
      {
        vpcId: args.network.id,
        trafficType: 'ALL',
        logDestinationType: 's3',
        logDestination: bucket.arn,
      },
      { parent: this },
    );
  }
}
